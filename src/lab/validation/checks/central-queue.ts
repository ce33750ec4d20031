import { mmkMeanWait, mmkWaitProbability, mmkWaitTail } from '../../theory/mmk.ts';
import type { ControlName, Experiment, Question } from '../experiment.ts';
import { littlesLaw, meanWait, utilisationLaw, waitP99, waitProbability, waitTail } from '../questions.ts';
import { exponentialJobs, fromEmpty } from './laws.ts';

/**
 * M/M/k: one central queue, first come first served. Loads with too few waiting jobs to measure are left out: at
 * 0.5 one job in 74 waits for one of 16 workers, at 0.8 one in 51 for one of 100.
 */
export function centralQueue(): Experiment[] {
  return [
    mmk(1, 0.5, 150_000, []),
    mmk(1, 0.8, 600_000, [littlesLaw(), utilisationLaw(1, 0.8), tail(1, 0.8, 8)]),
    mmk(1, 0.9, 1_300_000, []),
    mmk(4, 0.5, 120_000, []),
    mmk(4, 0.8, 100_000, [tail(4, 0.8, 2)]),
    mmk(4, 0.9, 150_000, []),
    mmk(16, 0.8, 350_000, []),
    mmk(16, 0.9, 220_000, [littlesLaw(), utilisationLaw(16, 0.9), tail(16, 0.9, 1)]),
    mmk(100, 0.9, 1_300_000, []),
  ];
}

function mmk(workers: number, load: number, measuredJobs: number, more: readonly Question[]): Experiment {
  return {
    name: `M/M/${workers} at ${load}`,
    system: fromEmpty(workers, load, exponentialJobs, measuredJobs),
    scheduling: 'pull-fifo',
    controls: controlsFor(workers),
    replications: 32,
    questions: [
      waitProbability(mmkWaitProbability(workers, load)),
      meanWait(mmkMeanWait(workers, load)),
      waitP99(workers, load),
      ...more,
    ],
  };
}

/** For k = 1, one fast worker would be the system itself. With many workers, the share of jobs that find all busy helps. */
function controlsFor(workers: number): ControlName[] {
  if (workers === 1) return ['offered load'];
  return workers < 100 ? ['one fast worker'] : ['one fast worker', 'room for all'];
}

function tail(workers: number, load: number, t: number): Question {
  return waitTail(t, mmkWaitTail(workers, load, t));
}
