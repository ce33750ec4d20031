import { balancedHyperexponential } from '../../theory/hyperexponential.ts';
import { deterministicMoments, discreteMoments, exponentialMoments } from '../../theory/moments.ts';
import type { System } from '../experiment.ts';

export type Jobs = Pick<System, 'classes' | 'sizes'>;

/* One class of jobs of mean 1 each. */

export const exponentialJobs: Jobs = {
  classes: [{ name: 'job', part: 1, service: { law: 'exponential', meanMs: 1 } }],
  sizes: exponentialMoments(1),
};

export const constantJobs: Jobs = {
  classes: [{ name: 'job', part: 1, service: { law: 'constant', meanMs: 1 } }],
  sizes: deterministicMoments(1),
};

/** C² = 4. */
export const hyperexponentialJobs: Jobs = {
  classes: [{ name: 'job', part: 1, service: { law: 'hyperexponential', meanMs: 1, squaredCv: 4 } }],
  sizes: balancedHyperexponential(4).moments,
};

const SHORT = 10 / 29;
const LONG = 200 / 29;

/** Nine short jobs to one that is 20 times as long; C² = 3.86. */
export const bimodalJobs: Jobs = {
  classes: [
    { name: 'job', part: 1, service: { law: 'bimodal', shortMs: SHORT, longMs: LONG, longShare: 0.1 } },
  ],
  sizes: discreteMoments([
    { value: SHORT, probability: 0.9 },
    { value: LONG, probability: 0.1 },
  ]),
};

/** Enough for one queue to forget that it started empty, at any load up to 0.9. */
const WARMUP_JOBS = 5000;

export function fromEmpty(workers: number, utilisation: number, jobs: Jobs, measuredJobs: number): System {
  return { workers, utilisation, ...jobs, presentAtStart: 0, warmupJobs: WARMUP_JOBS, measuredJobs };
}
