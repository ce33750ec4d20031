import { viewOf } from './process-view.ts';

/** True for a process that a signal has stopped until it is resumed; false if that is unknown. */
export function isStopped(pid: number): boolean {
  return /^[Tt]/.test(viewOf(pid)?.state ?? '');
}
