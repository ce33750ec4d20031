import { normalCdf, normalDensity } from '../../measuring/statistics/normal.ts';

/** Utilisation of k workers staffed with slack β: ρ = 1 − β/√k (square-root staffing). */
export function squareRootUtilisation(workers: number, beta: number): number {
  return 1 - beta / Math.sqrt(workers);
}

/**
 * Halfin–Whitt limit (Operations Research 29, 1981): Erlang C tends to 1 / (1 + βΦ(β)/φ(β)) as k grows while (1 − ρ)√k
 * = β stays. It is the only regime in which some but not all jobs wait as the number of workers grows.
 */
export function halfinWhittWaitProbability(beta: number): number {
  return 1 / (1 + (beta * normalCdf(beta)) / normalDensity(beta));
}
