import { standardDeviation } from './mean-interval.ts';
import { studentTQuantile } from './student-t.ts';

/**
 * Smallest true difference that `comparisons` tests at a family-wise `alpha` would find with probability `power`:
 * (t_{1−α/2m, n−1} + t_{power, n−1}) s/√n, the usual approximation for a paired t test; rank tests need about 5 % more
 * blocks. Unit of the differences, at least two.
 */
export function smallestDetectableDifference(
  differences: readonly number[],
  comparisons: number,
  alpha: number,
  power: number,
): number {
  const n = differences.length;
  if (n < 2) throw new Error(`${n} differences: their spread needs two or more`);
  const quantiles = studentTQuantile(1 - alpha / (2 * comparisons), n - 1) + studentTQuantile(power, n - 1);
  return (quantiles * standardDeviation(differences)) / Math.sqrt(n);
}

/**
 * Fewest blocks with which a two-sided signed-rank or sign-flip test, corrected for `comparisons`, can reject at all:
 * its least p is 2/2^B, so B ≥ 1 + log₂(m/α).
 */
export function blocksToReject(comparisons: number, alpha: number): number {
  return Math.ceil(1 + Math.log2(comparisons / alpha) - 1e-9);
}

/** Blocks until an interval of this half-width, reached with `blocks`, shrinks to `margin`; widths go with 1/√B. */
export function blocksForMargin(blocks: number, halfWidth: number, margin: number): number {
  return Math.ceil(blocks * (halfWidth / margin) ** 2);
}
