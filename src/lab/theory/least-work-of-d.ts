import { requireCount, requireSteadyState } from './steady-state.ts';

/*
 * LL(d): each job joins the least work of d workers drawn at random. Poisson arrivals, exponential service, infinitely
 * many workers. The share F̄(w) of workers with more than w work obeys F̄′ = −F̄(1 − λF̄^(d−1)), F̄(0) = λ: work
 * drains at rate 1, and what passes w is what arrives below it and is long enough. Hellemans and Van Houdt, Proc. ACM
 * Meas. Anal. Comput. Syst. 2 (2018). Times in mean service times.
 */

/** F̄(w) = (λ + (λ^(1−d) − λ) e^((d−1)w))^(1/(1−d)); with d = 1, λe^(−(1−λ)w). */
export function leastWorkOfDWorkTail(d: number, utilisation: number, work: number): number {
  requireCount('d', d);
  requireSteadyState(utilisation);
  if (d === 1) return utilisation * Math.exp(-(1 - utilisation) * work);
  const growth = (utilisation ** (1 - d) - utilisation) * Math.exp((d - 1) * work);
  return (utilisation + growth) ** (1 / (1 - d));
}

/** P(W > t) = F̄(t)^d: all d must have more work than that. */
export function leastWorkOfDWaitTail(d: number, utilisation: number, t: number): number {
  return leastWorkOfDWorkTail(d, utilisation, t) ** d;
}

/**
 * Mean response time: T = ∫F̄/λ = Σ_{n≥0} λ^(dn) / (1 + n(d − 1)), the integral with F̄ as the variable and the
 * integrand written as a geometric series. With d = 2 it is −ln(1 − λ²)/λ².
 */
export function leastWorkOfDMeanResponse(d: number, utilisation: number): number {
  requireCount('d', d);
  requireSteadyState(utilisation);
  let power = 1;
  let sum = 0;
  for (let n = 0; power > 1e-17 * sum; n++) {
    sum += power / (1 + n * (d - 1));
    power *= utilisation ** d;
  }
  return sum;
}
