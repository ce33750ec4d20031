import { runInNewContext } from 'node:vm';
import { setV8Flags } from './v8-flags.ts';

let collect: (() => void) | undefined;

/**
 * Live memory of this process in bytes: its heap after a full garbage collection, and the external memory that it holds. Stops
 * the process for some 10 ms. Undefined if Node cannot collect on demand.
 */
export function liveBytes(): number | undefined {
  if (collect === undefined) {
    setV8Flags('collectOnDemand');
    collect = runInNewContext('globalThis.gc') as typeof collect;
  }
  if (collect === undefined) return undefined;
  // Objects freed by the first collection may free others.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
