import { requireSteadyState } from './steady-state.ts';

/**
 * Work stealing, infinitely many workers: jobs join a random worker; a worker that runs out of work asks one victim at
 * random and takes a job that waits there, if any. Poisson arrivals, exponential service. Mean response time in mean
 * service times.
 *
 * Mitzenmacher (SPAA 1998), with s_i the share of workers holding at least i jobs, in equilibrium:
 * λ(1 − s₁) = (s₁ − s₂)(1 − s₂) and λ(s_{i−1} − s_i) = (s_i − s_{i+1})(1 + s₁ − s₂). Hence s₁ = λ,
 * s₂ = (1 + λ − √(1 + 2λ − 3λ²))/2, and from there a geometric tail of ratio r = λ/(1 + λ − s₂).
 */
export function workStealingMeanResponse(utilisation: number): number {
  requireSteadyState(utilisation);
  const two = (1 + utilisation - Math.sqrt(1 + 2 * utilisation - 3 * utilisation ** 2)) / 2;
  const ratio = utilisation / (1 + utilisation - two);
  return (utilisation + two / (1 - ratio)) / utilisation;
}
