import { quantile } from '../measuring/statistics/quantile.ts';

/** Of a type's times, in ms. */
export interface Figures {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
}

/** Null without values. */
export function figuresOf(ascendingMs: Float64Array): Figures | null {
  const count = ascendingMs.length;
  if (count === 0) return null;
  return {
    count,
    mean: ascendingMs.reduce((sum, ms) => sum + ms, 0) / count,
    p50: quantile(ascendingMs, 0.5),
    p95: quantile(ascendingMs, 0.95),
  };
}

/** The known times of the whole requests of each type, ascending. */
export function timesByType(
  { type, whole }: { readonly type: Uint8Array; readonly whole: Uint8Array },
  ms: Float64Array,
  types: number,
): Float64Array[] {
  return Array.from({ length: types }, (_, own) =>
    ms.filter((value, i) => type[i] === own && whole[i] === 1 && !Number.isNaN(value)).sort(),
  );
}

/** Successive multiples of it lie evenly in every interval: the golden ratio. */
const GOLDEN = 0.618_033_988_749_895;

/** Times that were rounded to a step, spread evenly over it: else every percentile would be a multiple of the step. */
export function withoutSteps(ms: Float64Array, stepMs: number): Float64Array {
  return ms.map((value, i) => Math.max(0, value + (((i * GOLDEN) % 1) - 0.5) * stepMs));
}
