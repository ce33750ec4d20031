import { halfinWhittWaitProbability, squareRootUtilisation } from '../../theory/halfin-whitt.ts';
import { mmkNumberInSystem } from '../../theory/mmk.ts';
import type { Experiment } from '../experiment.ts';
import { waitProbability } from '../questions.ts';
import { exponentialJobs } from './laws.ts';

/** Slack in units of √k: about two jobs in nine wait, however many workers there are. */
const BETA = 1;

/**
 * Very many workers in the regime where some but not all jobs wait. Waits are strongly correlated between jobs (a job counts
 * as 1/k of an independent one), so the intervals are wide here. An excess or lack of jobs at the start lasts many service
 * times, so the start is drawn from the steady state. It needs no warm-up, because the rest of an exponential job has the law
 * of a whole one.
 */
export function heavyTraffic(): Experiment[] {
  return [squareRootStaffing(10_000, 0.1, 20), squareRootStaffing(100_000, 0.3, 5)];
}

/** Measured span in mean service times. */
function squareRootStaffing(workers: number, limit: number, measured: number): Experiment {
  const utilisation = squareRootUtilisation(workers, BETA);
  const waits = halfinWhittWaitProbability(BETA);
  return {
    name: `M/M/${workers} at 1 − ${BETA}/√k`,
    system: {
      workers,
      utilisation,
      ...exponentialJobs,
      presentAtStart: utilisation + waits / Math.sqrt(workers) / BETA,
      drawPresent: (uniform) => mmkNumberInSystem(workers, utilisation, uniform),
      warmupJobs: 0,
      measuredJobs: measured * utilisation * workers,
    },
    scheduling: 'pull-fifo',
    controls: ['room for all'],
    replications: 30,
    questions: [{ ...waitProbability(waits), limit }],
  };
}
