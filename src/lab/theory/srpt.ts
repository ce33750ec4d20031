import { type ContinuousLaw, momentsOf } from './continuous-law.ts';
import { integrate } from './quadrature.ts';
import { requireSteadyState } from './steady-state.ts';

/**
 * Shortest remaining processing time, preemptive, M/G/1: the least mean response time any order can reach (Schrage
 * 1968). Schrage and Miller (Operations Research 14, 1966): E[T] = ∫ f(x) λ(E[S²; S ≤ x] + x²P(S > x)) / (2(1 −
 * ρ(x))²) dx + ∫ P(S > t)/(1 − ρ(t)) dt, ρ(x) = λE[S; S ≤ x]. `arrivalRate` per unit of time of the law; result in
 * that unit.
 */
export function srptMeanResponse(arrivalRate: number, law: ContinuousLaw): number {
  requireSteadyState(arrivalRate * momentsOf(law).mean);
  const above = (x: number) => 1 - law.partialMoment(0, x);
  const slack = (x: number) => 1 - arrivalRate * law.partialMoment(1, x);
  const waiting = (x: number) =>
    (law.density(x) * arrivalRate * (law.partialMoment(2, x) + x ** 2 * above(x))) / (2 * slack(x) ** 2);
  const residence = (x: number) => above(x) / slack(x);
  // Below the smallest size there is no preemption, so this part of the residence time equals its length.
  const smallest = law.panels[0] as number;
  return smallest + integrate((x) => waiting(x) + residence(x), law.panels);
}
