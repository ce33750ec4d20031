import { mmkMeanWait } from './mmk.ts';
import type { Moments } from './moments.ts';
import { requireSteadyState } from './steady-state.ts';

export interface PriorityClass {
  /** Per unit of time of the moments. */
  readonly arrivalRate: number;
  readonly service: Moments;
}

/**
 * Cobham (Operations Research 2, 1954): mean wait of each class in M/G/1 with non-preemptive priorities, first class
 * first: W_i = (Σ_j λ_j E[S_j²]/2) / ((1 − σ_{i−1})(1 − σ_i)), σ_i = ρ₁ + … + ρ_i. In the unit of the moments.
 */
export function mg1PriorityMeanWaits(classes: readonly PriorityClass[]): number[] {
  const residual =
    classes.reduce((sum, { arrivalRate, service }) => sum + arrivalRate * service.second, 0) / 2;
  const loads = classes.map(({ arrivalRate, service }) => arrivalRate * service.mean);
  return shareOut(residual, loads);
}

/**
 * Cobham for M/M/k when all classes have the same mean service time: W_i = (C/k) / ((1 − σ_{i−1})(1 − σ_i)), in mean
 * service times. `utilisations[i]`: share of all workers' time that class i takes, first class first.
 */
export function mmkPriorityMeanWaits(workers: number, utilisations: readonly number[]): number[] {
  const total = utilisations.reduce((sum, utilisation) => sum + utilisation, 0);
  return shareOut(mmkMeanWait(workers, total) * (1 - total), utilisations);
}

function shareOut(residual: number, loads: readonly number[]): number[] {
  let before = 0;
  return loads.map((load) => {
    const upTo = before + load;
    requireSteadyState(upTo);
    const wait = residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}
