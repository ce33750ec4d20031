import type { Outcome } from '../../contract/job.ts';
import { JobRun } from '../../jobs/job-run.ts';
import type { JobWork } from '../../jobs/work.ts';
import { attemptJob, attemptTimed } from '../job-worker/attempt.ts';
import type { Jobs } from '../job-worker/jobs.ts';
import type { Answer, LiveRun } from '../wire/messages.ts';
import type { HeavyPath, Submitted } from './heavy-path.ts';

/** Computes on the spot: what handing over is measured against. Everything else this worker serves waits meanwhile. */
export function inline(worker: number, speed: number, jobs: Jobs): HeavyPath {
  return ({ work, timeoutMs }) => {
    const answerOf = (run: LiveRun) => answer(worker, run, timeoutMs);
    if (work.runs === 'job') return submitJob(work, timeoutMs, jobs, answerOf);
    return { answer: Promise.resolve(answerOf(attemptTimed(work, speed))), cancel: () => {} };
  };
}

function submitJob(
  { job: name, params }: JobWork,
  timeoutMs: number,
  jobs: Jobs,
  answerOf: (run: LiveRun) => Answer,
): Submitted {
  const job = jobs.byName.get(name);
  if (job === undefined) throw new Error(`this worker has no job ${name}`);
  const run = new JobRun(name, 1, Date.now() + timeoutMs, jobs.logOf(name));
  const ended = Promise.resolve(attemptJob(job, params, run));
  return {
    answer: ended.then((live) => {
      run.end();
      return answerOf(live);
    }),
    cancel: () => run.abort('nobody waits for its result any more'),
  };
}

function answer(worker: number, run: LiveRun, timeoutMs: number): Answer {
  const { startedMs, serviceMs, result, error } = run;
  return {
    outcome: outcomeOf(run, timeoutMs),
    jobWorker: worker,
    startedMs,
    waitMs: 0,
    serviceMs,
    result,
    reason: error,
  };
}

function outcomeOf({ ok, serviceMs }: LiveRun, timeoutMs: number): Outcome {
  if (serviceMs > timeoutMs) return 'timedOut';
  return ok ? 'ok' : 'failed';
}
