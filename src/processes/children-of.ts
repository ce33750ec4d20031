import { readdirSync, readFileSync } from 'node:fs';
import { viewOf } from './process-view.ts';

/**
 * Processes that this process started and that still run, the oldest first, of those whose command line has that text; none
 * where the system does not tell.
 */
export function childrenWith(text: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => viewOf(pid)?.parent === process.pid && commandLineOf(pid).includes(text))
    .sort((a, b) => a - b);
}

/** Empty for a process that has ended. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
