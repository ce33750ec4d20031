import { MAX_TIMED_JOB_MS } from './limits.ts';
import { sleep } from './sleep.ts';
import { spin } from './spin.ts';
import type { TimedWork } from './work.ts';

/** Keeps the thread until the time is over; a slower worker takes longer. Throws for a length outside the limits. */
export function runTimed({ runs, sizeMs: plainMs }: TimedWork, speed: number): void {
  const sizeMs = plainMs / speed;
  // Written so that NaN is refused.
  if (!(sizeMs >= 0 && sizeMs <= MAX_TIMED_JOB_MS)) {
    throw new Error(
      `Cannot run ${runs}: sizeMs is ${sizeMs}; it must be a number from 0 to ${MAX_TIMED_JOB_MS}`,
    );
  }
  if (runs === 'sleep') sleep(sizeMs);
  else spin(sizeMs);
}
