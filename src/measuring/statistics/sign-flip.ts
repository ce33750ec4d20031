import { requireFinite } from './finite.ts';
import type { Alternative } from './rank-inference.ts';

/** 2^20 sums in each half: a tenth of a second and 16 MB. */
const MOST_PAIRS = 40;

/**
 * Exact sign-flip test (Fisher randomisation) that paired differences are symmetric about 0: the share of the 2^n sign
 * patterns whose sum is as extreme as the observed one (Fisher, The Design of Experiments, 1935, §21). For shares and counts,
 * where ties and zeros make ranks unsuitable. Up to 40 pairs.
 */
export function signFlipP(differences: readonly number[], alternative: Alternative): number {
  requireFinite('difference', differences);
  if (differences.length > MOST_PAIRS) {
    throw new Error(`${differences.length} pairs: the exact sign-flip test takes at most ${MOST_PAIRS}`);
  }
  const sum = differences.reduce((total, difference) => total + difference, 0);
  if (alternative === 'greater') return shareOfSumsFrom(differences, sum);
  if (alternative === 'less') return shareOfSumsFrom(differences, -sum);
  // The law of the sum is symmetric, so both tails weigh the same.
  return Math.min(1, 2 * shareOfSumsFrom(differences, Math.abs(sum)));
}

/** Share of sign patterns with a sum of `least` or more. Matches the sums of one half of the pairs with those of the other. */
function shareOfSumsFrom(differences: readonly number[], least: number): number {
  const half = differences.length >> 1;
  const left = signedSums(differences.slice(0, half));
  const right = signedSums(differences.slice(half));
  // Sums that differ only by rounding are equal.
  const rounding = 1e-12 * differences.reduce((total, difference) => total + Math.abs(difference), 0);
  let count = 0;
  let from = right.length;
  for (const sum of left) {
    while (from > 0 && sum + (right[from - 1] as number) >= least - rounding) from--;
    count += right.length - from;
  }
  return count / (left.length * right.length);
}

/** All 2^n sums of ±d, ascending. */
function signedSums(differences: readonly number[]): Float64Array {
  let sums = Float64Array.of(0);
  for (const difference of differences) {
    const longer = new Float64Array(sums.length * 2);
    longer.set(sums.map((sum) => sum + difference));
    longer.set(
      sums.map((sum) => sum - difference),
      sums.length,
    );
    sums = longer;
  }
  return sums.sort();
}
