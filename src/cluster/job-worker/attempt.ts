import { atSpeed, runJob } from '../../jobs/run.ts';
import type { Work } from '../../jobs/work.ts';
import { monotonicMs } from '../../processes/clock.ts';
import type { LiveRun } from '../wire/messages.ts';

/** Runs it here and now, and says how that went. */
export function attempt(work: Work, speed: number): LiveRun {
  const startedMs = monotonicMs();
  try {
    const result = runJob(atSpeed(work, speed));
    return { ok: true, startedMs, serviceMs: monotonicMs() - startedMs, result, error: '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, startedMs, serviceMs: monotonicMs() - startedMs, result: undefined, error: reason };
  }
}
