import { type ContinuousLaw, momentsOf } from './continuous-law.ts';
import { integrate } from './quadrature.ts';
import { requireSteadyState } from './steady-state.ts';

/**
 * Non-preemptive shortest job first, M/G/1: mean wait ∫ f(x) (λE[S²]/2) / (1 − ρ(x))² dx, ρ(x) = λE[S; S ≤ x]. It is
 * Cobham with a class for each size (Phipps, Operations Research 4, 1956). For finitely many sizes use Cobham itself.
 * `arrivalRate` per unit of time of the law; result in that unit.
 */
export function sjfMeanWait(arrivalRate: number, law: ContinuousLaw): number {
  const { mean, second } = momentsOf(law);
  requireSteadyState(arrivalRate * mean);
  const residual = (arrivalRate * second) / 2;
  return integrate(
    (x) => (law.density(x) * residual) / (1 - arrivalRate * law.partialMoment(1, x)) ** 2,
    law.panels,
  );
}
