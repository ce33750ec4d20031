import { atSpeed, runJob } from '../jobs/run.ts';
import { monotonicMs } from './clock.ts';
import type { HeavyPath } from './heavy-path.ts';
import type { Answer } from './messages.ts';

/** Computes on the spot: what handing over is measured against. Everything else this worker serves waits meanwhile. */
export function inline(worker: number, speed: number): HeavyPath {
  return ({ work, timeoutMs }) => {
    const startedMs = monotonicMs();
    const answer = new Promise<Answer>((resolve, reject) => {
      try {
        const result = runJob(atSpeed(work, speed));
        const serviceMs = monotonicMs() - startedMs;
        const outcome = serviceMs > timeoutMs ? 'timedOut' : 'ok';
        resolve({ outcome, jobWorker: worker, waitMs: 0, serviceMs, result, reason: '' });
      } catch (error) {
        reject(error);
      }
    });
    return { answer, cancel: () => {} };
  };
}
