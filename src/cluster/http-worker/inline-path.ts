import type { Outcome } from '../../contract/job.ts';
import { attempt } from '../job-worker/attempt.ts';
import type { LiveRun } from '../wire/messages.ts';
import type { HeavyPath } from './heavy-path.ts';

/** Computes on the spot: what handing over is measured against. Everything else this worker serves waits meanwhile. */
export function inline(worker: number, speed: number): HeavyPath {
  return ({ work, timeoutMs }) => {
    const run = attempt(work, speed);
    const { serviceMs, result, error } = run;
    const outcome = outcomeOf(run, timeoutMs);
    const answer = { outcome, jobWorker: worker, waitMs: 0, serviceMs, result, reason: error };
    return { answer: Promise.resolve(answer), cancel: () => {} };
  };
}

function outcomeOf({ ok, serviceMs }: LiveRun, timeoutMs: number): Outcome {
  if (!ok) return 'failed';
  return serviceMs > timeoutMs ? 'timedOut' : 'ok';
}
