/** A quantile needs this many samples beyond it. With fewer it depends too much on chance. */
const SAMPLES_BEYOND = 10;

/**
 * Type-7 quantile (Hyndman and Fan, The American Statistician 50, 1996; the default of R and NumPy) of
 * ascending values, q from 0 to 1. Values may be infinite: an unfinished request counts as slower than all others.
 */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  if (ascending.length === 0) throw new Error('no values: a quantile needs one or more');
  if (!(q >= 0 && q <= 1)) throw new Error(`q is ${q}: a quantile lies between 0 and 1`);
  const place = (ascending.length - 1) * q;
  const below = ascending[Math.floor(place)] as number;
  const above = ascending[Math.ceil(place)] as number;
  // Also avoids ∞ − ∞.
  if (below === above) return below;
  return below + (above - below) * (place - Math.floor(place));
}

/** The quantile if at least ten samples are expected beyond it, n(1 − q) ≥ 10; undefined if the sample is too small. */
export function supportedQuantile(ascending: ArrayLike<number>, q: number): number | undefined {
  return ascending.length >= samplesFor(q) ? quantile(ascending, q) : undefined;
}

/** Least sample that supports the quantile q: 10 / (1 − q). Infinite for the maximum. */
export function samplesFor(q: number): number {
  // 10 / (1 − 0.9) is a little more than 100 in floating point.
  return Math.ceil(SAMPLES_BEYOND / (1 - q) - 1e-6);
}

/** Of any number of values, in any order. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
