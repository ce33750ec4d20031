import type { Job, Outcome } from '../contract/job.ts';
import { MovingMean } from './moving-mean.ts';

/** Run time of the jobs of each type in ms, learnt as they finish: a moving mean for each type. */
export class TypeMeans {
  readonly #means = new Map<string, MovingMean>();

  /** Undefined until a job of that type has run. */
  of(type: string): number | undefined {
    return this.#means.get(type)?.value;
  }

  learn(job: Job, outcome: Outcome): void {
    if (!toldItsLength(job, outcome)) return;
    let mean = this.#means.get(job.type);
    if (mean === undefined) {
      mean = new MovingMean();
      this.#means.set(job.type, mean);
    }
    mean.add(job.serviceMs);
  }
}

/**
 * Whether the run time of a finished job is typical of its type. A job that expired before it was sent never ran, and an
 * error may come early. A job that ran past its deadline counts, or long jobs would be missing.
 */
export function toldItsLength(job: Job, outcome: Outcome): boolean {
  return outcome !== 'failed' && job.serviceMs >= 0;
}
