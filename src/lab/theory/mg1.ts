import type { Moments } from './moments.ts';
import { requireSteadyState } from './steady-state.ts';

/**
 * Pollaczek–Khinchine (1930, 1932): mean wait in M/G/1, E[W] = λE[S²] / (2(1 − ρ)). The same under every order of
 * service that looks at no sizes and preempts nobody. `arrivalRate` per unit of time of the moments; result in that
 * unit.
 */
export function mg1MeanWait(arrivalRate: number, service: Moments): number {
  const utilisation = arrivalRate * service.mean;
  requireSteadyState(utilisation);
  return (arrivalRate * service.second) / (2 * (1 - utilisation));
}

/**
 * Second moment of the wait in M/G/1, first come first served: E[W²] = 2E[W]² + λE[S³] / (3(1 − ρ)), by differentiating
 * the Pollaczek–Khinchine transform twice. In squared units of the moments.
 */
export function mg1WaitSecondMoment(arrivalRate: number, service: Moments): number {
  const utilisation = arrivalRate * service.mean;
  return 2 * mg1MeanWait(arrivalRate, service) ** 2 + (arrivalRate * service.third) / (3 * (1 - utilisation));
}
