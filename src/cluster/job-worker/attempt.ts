import type { JobRun } from '../../jobs/job-run.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';
import { runTimed } from '../../jobs/run.ts';
import { messageOf, thrownText } from '../../jobs/thrown.ts';
import type { TimedWork } from '../../jobs/work.ts';
import { monotonicMs } from '../../processes/clock.ts';
import type { LiveRun } from '../wire/messages.ts';

/** Runs it here and now, and says how that went. */
export function attemptTimed(work: TimedWork, speed: number): LiveRun {
  const startedMs = monotonicMs();
  try {
    runTimed(work, speed);
    return succeeded(startedMs, undefined);
  } catch (error) {
    return failed(startedMs, error);
  }
}

/** The same of a job; at once if the job does not await. */
export function attemptJob(job: LoadedJob, params: string, run: JobRun): LiveRun | Promise<LiveRun> {
  const startedMs = monotonicMs();
  try {
    const result = job.run(params, run);
    if (typeof result === 'string' || result === undefined) return succeeded(startedMs, result);
    return result.then(
      (text) => succeeded(startedMs, text),
      (error) => failed(startedMs, error),
    );
  } catch (error) {
    return failed(startedMs, error);
  }
}

function succeeded(startedMs: number, result: string | undefined): LiveRun {
  return { ok: true, startedMs, serviceMs: monotonicMs() - startedMs, result, error: '' };
}

function failed(startedMs: number, error: unknown): LiveRun {
  const serviceMs = monotonicMs() - startedMs;
  return { ok: false, startedMs, serviceMs, result: thrownText(error), error: messageOf(error) };
}
