import { boundedPareto } from '../../theory/bounded-pareto.ts';
import { momentsOf } from '../../theory/continuous-law.ts';
import { mmkMeanWait } from '../../theory/mmk.ts';
import { roundRobinMeanWait, roundRobinWaitProbability } from '../../theory/round-robin.ts';
import { sitaECutoffs, sitaEMeanWaits } from '../../theory/sita.ts';
import type { Experiment, System } from '../experiment.ts';
import { meanWait, waitProbability } from '../questions.ts';
import { sizeIntervals } from '../strategies/made-for-checks.ts';
import { exponentialJobs, fromEmpty, type Jobs } from './laws.ts';

/** Jobs are bound to a worker on arrival, regardless of the workers' state. */
export function push(): Experiment[] {
  return [
    randomSplit(4, 0.7),
    roundRobin(4, 0.8, 250_000),
    roundRobin(16, 0.8, 220_000),
    sizeInterval(4, 0.5),
  ];
}

/** A random part of a Poisson stream is a Poisson stream: each worker is an M/M/1. */
function randomSplit(workers: number, load: number): Experiment {
  return {
    name: `random split over ${workers} at ${load}`,
    system: queues(workers, load, exponentialJobs, 120_000),
    scheduling: 'random',
    controls: ['offered load'],
    replications: 32,
    questions: [waitProbability(load), meanWait(mmkMeanWait(1, load))],
  };
}

/** Each worker is an E_k/M/1. */
function roundRobin(workers: number, load: number, measuredJobs: number): Experiment {
  return {
    name: `round robin over ${workers} at ${load}`,
    system: queues(workers, load, exponentialJobs, measuredJobs),
    scheduling: 'round-robin',
    controls: ['offered load'],
    replications: 32,
    questions: [
      waitProbability(roundRobinWaitProbability(workers, load)),
      meanWait(roundRobinMeanWait(workers, load)),
    ],
  };
}

/** SITA-E: each worker is an M/G/1 on its interval of sizes, cut for equal loads. */
function sizeInterval(workers: number, load: number): Experiment {
  const law = boundedPareto(1, 100, 1.1);
  const service = { law: 'bounded-pareto', lowMs: 1, highMs: 100, alpha: 1.1 } as const;
  const jobs = { classes: [{ name: 'job', part: 1, service }], sizes: momentsOf(law) };
  return {
    name: `SITA-E over ${workers} at ${load}, B(1, 100, 1.1)`,
    system: queues(workers, load, jobs, 300_000),
    scheduling: sizeIntervals(sitaECutoffs(workers, law).slice(1)),
    controls: ['offered load'],
    replications: 32,
    questions: [meanWait(sitaEMeanWaits(workers, load, law).mean)],
  };
}

/** Each worker has its own queue. Queues with few jobs need a longer warm-up. */
function queues(workers: number, load: number, jobs: Jobs, measuredJobs: number): System {
  return { ...fromEmpty(workers, load, jobs, measuredJobs), warmupJobs: 20_000 };
}
