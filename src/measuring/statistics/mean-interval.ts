import { studentTQuantile } from './student-t.ts';

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of independent, roughly normal values with Student's t interval, mean ± t·s/√n. Infinite for a single value. */
export function meanInterval(values: readonly number[], level: number): MeanInterval {
  const n = values.length;
  const mean = average(values);
  if (n === 1) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half = (studentTQuantile((1 + level) / 2, n - 1) * standardDeviation(values)) / Math.sqrt(n);
  return { mean, low: mean - half, high: mean + half };
}

/** Sample standard deviation, with n − 1. */
export function standardDeviation(values: readonly number[]): number {
  const mean = average(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

function average(values: readonly number[]): number {
  if (values.length === 0) throw new Error('no values: a mean needs one or more');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
