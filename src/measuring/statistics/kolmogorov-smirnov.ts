import { requireFinite } from './finite.ts';

/*
 * Kolmogorov–Smirnov tests (Kolmogorov 1933, Smirnov 1939): the largest distance between two distribution functions.
 * p comes from the limiting law with the correction of Stephens (J. Royal Statistical Society B 32, 1970), right to a few
 * thousandths from five values on. Two samples with many ties have a true p below the one given.
 */

export interface KolmogorovSmirnov {
  /** Largest distance between the distribution functions, 0 to 1. */
  readonly distance: number;
  /** Chance of that distance or a larger one if the laws are the same. */
  readonly p: number;
}

/** Tests whether `sample` comes from the continuous law with this distribution function, which must not be fitted to it. */
export function kolmogorovSmirnov(sample: readonly number[], cdf: (x: number) => number): KolmogorovSmirnov {
  const sorted = ordered('value of the sample', sample);
  let distance = 0;
  for (const [below, x] of sorted.entries()) {
    const share = cdf(x);
    distance = Math.max(distance, share - below / sorted.length, (below + 1) / sorted.length - share);
  }
  return { distance, p: pOf(distance, sorted.length) };
}

/** Tests whether two independent samples come from the same law. */
export function kolmogorovSmirnovOfTwo(
  first: readonly number[],
  second: readonly number[],
): KolmogorovSmirnov {
  const a = ordered('value of the first sample', first);
  const b = ordered('value of the second sample', second);
  let distance = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i] as number, b[j] as number);
    while (a[i] === x) i++;
    while (b[j] === x) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return { distance, p: pOf(distance, (a.length * b.length) / (a.length + b.length)) };
}

/** P(K > x) of Kolmogorov's limiting law, by the faster converging of its two series. */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 5; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2);
  return sum;
}

function pOf(distance: number, size: number): number {
  const root = Math.sqrt(size);
  return kolmogorovTail((root + 0.12 + 0.11 / root) * distance);
}

function ordered(what: string, sample: readonly number[]): Float64Array {
  if (sample.length === 0) throw new Error(`no ${what}: at least one is needed`);
  requireFinite(what, sample);
  return Float64Array.from(sample).sort();
}
