import type { BoundedPareto } from './bounded-pareto.ts';
import { mg1MeanWait } from './mg1.ts';
import { requireCount, requireSteadyState } from './steady-state.ts';

/*
 * SITA-E, size interval task assignment with equal load: each worker takes the jobs of one interval of sizes, the
 * intervals cut so that all carry the same load; Poisson arrivals make each worker an M/G/1 queue of its own.
 * Harchol-Balter, Crovella and Murta, J. Parallel and Distributed Computing 59 (1999).
 */

/**
 * The k + 1 ends of the intervals, lowest and highest size included: x_i^(1−α) runs in equal steps from L^(1−α) to
 * H^(1−α), or with α = 1 the x_i themselves in equal ratios. Unit of the law.
 */
export function sitaECutoffs(workers: number, law: BoundedPareto): number[] {
  requireCount('workers', workers);
  const { lowest, highest, shape } = law;
  const power = 1 - shape;
  const inner = Array.from({ length: workers - 1 }, (_, i) => {
    const share = (i + 1) / workers;
    if (power === 0) return lowest * (highest / lowest) ** share;
    return (lowest ** power + share * (highest ** power - lowest ** power)) ** (1 / power);
  });
  return [lowest, ...inner, highest];
}

/** Mean wait at each worker, shortest jobs first, and over all jobs. Unit of the law. */
export interface SitaWaits {
  readonly perWorker: readonly number[];
  readonly mean: number;
}

/** Pollaczek–Khinchine on each interval, weighted by the share of jobs that falls into it. */
export function sitaEMeanWaits(workers: number, utilisation: number, law: BoundedPareto): SitaWaits {
  requireSteadyState(utilisation);
  const cutoffs = sitaECutoffs(workers, law);
  const arrivalRate = (workers * utilisation) / law.partialMoment(1, law.highest);
  const perWorker: number[] = [];
  let mean = 0;
  for (let i = 0; i < workers; i++) {
    const within = (order: number) =>
      law.partialMoment(order, cutoffs[i + 1] as number) - law.partialMoment(order, cutoffs[i] as number);
    const share = within(0);
    const service = { mean: within(1) / share, second: within(2) / share, third: within(3) / share };
    const wait = mg1MeanWait(arrivalRate * share, service);
    perWorker.push(wait);
    mean += share * wait;
  }
  return { perWorker, mean };
}
