import { studentTQuantile } from './student-t.ts';
import { mean, sum } from './sum.ts';

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of independent, roughly normal values with Student's t interval, mean ± t·s/√n. Infinite for a single value. */
export function meanInterval(values: readonly number[], level: number): MeanInterval {
  const n = values.length;
  if (n === 0) throw new Error('no values: a mean needs one or more');
  const centre = mean(values);
  if (n === 1) return { mean: centre, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half = (studentTQuantile((1 + level) / 2, n - 1) * standardDeviation(values)) / Math.sqrt(n);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** Sample standard deviation, with n − 1. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = sum(values.map((value) => (value - centre) ** 2));
  return Math.sqrt(squares / (values.length - 1));
}
