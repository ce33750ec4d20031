import { requireCount, requireSteadyState } from './steady-state.ts';

/*
 * Round robin, Poisson arrivals, exponential service: each worker sees every k-th arrival, so it is an E_k/M/1 queue of
 * its own; with k → ∞ its arrivals become a clock's, D/M/1. Give `Infinity` workers for that limit. All times in mean
 * service times. GI/M/1: Kleinrock, Queueing Systems I, §6.4.
 */

/**
 * σ = P(W > 0), the root below 1 of σ = A*(1 − σ), A* the transform of the time between a worker's arrivals:
 * σ = (kρ/(kρ + 1 − σ))^k, in the limit σ = e^(−(1 − σ)/ρ). Iterating from 0 rises to it.
 */
export function roundRobinWaitProbability(workers: number, utilisation: number): number {
  if (workers !== Number.POSITIVE_INFINITY) requireCount('workers', workers);
  requireSteadyState(utilisation);
  let sigma = 0;
  for (;;) {
    const next = arrivalTransform(workers, utilisation, 1 - sigma);
    if (next - sigma < 1e-16) return next;
    sigma = next;
  }
}

function arrivalTransform(workers: number, utilisation: number, s: number): number {
  if (workers === Number.POSITIVE_INFINITY) return Math.exp(-s / utilisation);
  return Math.exp(-workers * Math.log1p(s / (workers * utilisation)));
}

/** E[W] = σ/(1 − σ). */
export function roundRobinMeanWait(workers: number, utilisation: number): number {
  const sigma = roundRobinWaitProbability(workers, utilisation);
  return sigma / (1 - sigma);
}

/** E[W²] = 2σ/(1 − σ)²: a job that waits does so for an exponential time of rate 1 − σ. */
export function roundRobinWaitSecondMoment(workers: number, utilisation: number): number {
  const sigma = roundRobinWaitProbability(workers, utilisation);
  return (2 * sigma) / (1 - sigma) ** 2;
}
