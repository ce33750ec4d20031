import { viewOf } from './process-view.ts';

/** True for a process that was stopped by a signal and does nothing until another lets it go on; false if nobody can tell. */
export function isStopped(pid: number): boolean {
  return /^[Tt]/.test(viewOf(pid)?.state ?? '');
}
