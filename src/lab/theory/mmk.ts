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

/**
 * The quantile of the number in the system at a random moment: Poisson weights up to k, geometric ones of ratio ρ beyond
 * (Kleinrock, Queueing Systems I, §3.5). Drawn with a uniform number it starts a simulation in the steady state.
 */
export function mmkNumberInSystem(workers: number, utilisation: number, quantile: number): number {
  const offered = workers * utilisation;
  const mode = Math.floor(offered);
  const NEGLIGIBLE = 1e-15;
  let lowest = mode;
  let weight = 1;
  let below = 0;
  for (; lowest > 0 && weight > NEGLIGIBLE; lowest--) {
    weight *= lowest / offered;
    below += weight;
  }
  const rising: number[] = [1];
  for (let n = mode + 1; (rising.at(-1) as number) > NEGLIGIBLE; n++)
    rising.push((rising.at(-1) as number) * (n <= workers ? offered / n : utilisation));
  let left = quantile * (below + rising.reduce((sum, one) => sum + one, 0));
  for (let n = lowest; n < mode; n++) {
    left -= weight;
    if (left < 0) return n;
    weight *= offered / (n + 1);
  }
  const place = rising.findIndex((one) => {
    left -= one;
    return left < 0;
  });
  return mode + (place < 0 ? rising.length - 1 : place);
}
