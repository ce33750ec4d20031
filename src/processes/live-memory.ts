import { runInNewContext } from 'node:vm';
import { setV8Flags } from './v8-flags.ts';

let collect: (() => void) | undefined;

/**
 * Bytes this process cannot do without: its heap after a full collection, and what that holds outside. Halts it for some
 * 10 ms. Undefined with a Node that does not collect on demand.
 */
export function liveBytes(): number | undefined {
  if (collect === undefined) {
    setV8Flags('collectOnDemand');
    collect = runInNewContext('globalThis.gc') as typeof collect;
  }
  if (collect === undefined) return undefined;
  // What the first frees may let go of more.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
