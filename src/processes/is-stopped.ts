import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True for a process that was stopped by a signal and does nothing until another lets it go on; false if nobody can tell. */
export function isStopped(pid: number): boolean {
  return /^[Tt]/.test(stateOf(pid));
}

function stateOf(pid: number): string {
  try {
    // The name before the state may hold anything, brackets too.
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
    return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
