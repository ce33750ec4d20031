import type { Moments } from './moments.ts';

/** A law of service times with a density, given by the functions that the size-based formulas integrate. */
export interface ContinuousLaw {
  /**
   * From the smallest to the largest value that matters, each panel of one scale, so that quadrature is exact enough.
   */
  readonly panels: readonly number[];
  density(x: number): number;
  /** E[Sⁿ; S ≤ x]: the part of the n-th moment that values up to x carry; n = 0 gives the distribution function. */
  partialMoment(order: number, x: number): number;
}

export function momentsOf(law: ContinuousLaw): Moments {
  const end = law.panels[law.panels.length - 1] as number;
  return {
    mean: law.partialMoment(1, end),
    second: law.partialMoment(2, end),
    third: law.partialMoment(3, end),
  };
}

/** Exponential; cut at 64 means, beyond which lies less than 1e-27 of it. Whole orders from 0. */
export function exponentialLaw(mean: number): ContinuousLaw {
  return {
    panels: [0, ...doublings(mean / 8, mean * 64)],
    density: (x) => Math.exp(-x / mean) / mean,
    partialMoment(order, x) {
      // n! (1 − e^(−x) Σ_{i≤n} xⁱ/i!), in means.
      let term = 1;
      let sum = 1;
      let factorial = 1;
      for (let i = 1; i <= order; i++) {
        term *= x / mean / i;
        sum += term;
        factorial *= i;
      }
      return mean ** order * factorial * (1 - Math.exp(-x / mean) * sum);
    },
  };
}

/** `from`, 2·`from`, 4·`from`… and last `to`. */
export function doublings(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let x = from; x < to; x *= 2) ends.push(x);
  return [...ends, to];
}
