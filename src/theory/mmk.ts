import { erlangC } from './erlang.ts';

/*
 * M/M/k with one central queue, first come first served. All times in mean service times. An arrival waits with
 * probability C (Erlang C) and then for an exponential time of rate k(1 − ρ): while all are busy, departures come at
 * rate k and the queue behaves as an M/M/1 (Kleinrock, Queueing Systems I, §3.5).
 */

/** P(W > 0): Erlang C. */
export function mmkWaitProbability(workers: number, utilisation: number): number {
  return erlangC(workers, workers * utilisation);
}

/** E[W] = C / (k(1 − ρ)), in mean service times. */
export function mmkMeanWait(workers: number, utilisation: number): number {
  return mmkWaitProbability(workers, utilisation) / (workers * (1 - utilisation));
}

/** E[W²] = 2C / (k(1 − ρ))², in squared mean service times. */
export function mmkWaitSecondMoment(workers: number, utilisation: number): number {
  return (2 * mmkWaitProbability(workers, utilisation)) / (workers * (1 - utilisation)) ** 2;
}

/** P(W > t) = C e^(−k(1 − ρ)t), t in mean service times. */
export function mmkWaitTail(workers: number, utilisation: number, t: number): number {
  return mmkWaitProbability(workers, utilisation) * Math.exp(-workers * (1 - utilisation) * t);
}

/** The wait that a share q of the jobs does not exceed, in mean service times; 0 while 1 − q ≥ C. */
export function mmkWaitQuantile(workers: number, utilisation: number, q: number): number {
  const waits = mmkWaitProbability(workers, utilisation);
  return Math.max(0, Math.log(waits / (1 - q)) / (workers * (1 - utilisation)));
}
