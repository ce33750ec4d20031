import { blocksForMargin, blocksToReject } from '../measuring/statistics/blocks-needed.ts';
import { withinMargin } from '../measuring/statistics/equivalence.ts';
import type { LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import type { Comparison, Verdict } from '../results/comparison-schema.ts';

/** Against what a verdict is given. */
export interface Bar {
  readonly alpha: number;
  /** Ratios within 1 ± this are the same. */
  readonly margin: number;
}

/**
 * From the interval of a log-ratio and the corrected p of the same test. What lies within the margin is the same, even
 * where it is certainly not equal; better and worse need the interval and p to agree.
 */
export function verdictOn(interval: LocationEstimate, p: number, { alpha, margin }: Bar): Verdict {
  if (withinMargin(interval, Math.log1p(margin))) return 'same';
  if (p <= alpha && interval.high < 0) return 'better';
  if (p <= alpha && interval.low > 0) return 'worse';
  return 'inconclusive';
}

/** Blocks after which an inconclusive verdict may be expected to be settled: enough to reject, or to be within the margin. */
export function blocksToSettle(
  interval: LocationEstimate,
  blocks: number,
  comparisons: number,
  bar: Bar,
): number {
  const least = blocksToReject(comparisons, bar.alpha);
  const halfWidth = (interval.high - interval.low) / 2;
  if (!Number.isFinite(halfWidth)) return Math.max(least, blocks + 1);
  const margin = Math.log1p(bar.margin);
  // Either the difference is as large as it looks, and the interval must come clear of 0, or it is within the margin.
  const distance = Math.abs(interval.estimate);
  const goal = distance > margin ? distance : Math.max(margin - distance, margin / 4);
  return Math.max(least, blocks + 1, blocksForMargin(blocks, halfWidth, goal));
}

/** Of a log-ratio; an infinite end is null. */
export function ratioOf({ estimate, low, high }: LocationEstimate): NonNullable<Comparison['ratio']> {
  return {
    estimate: Math.exp(estimate),
    low: Number.isFinite(low) ? Math.exp(low) : null,
    high: Number.isFinite(high) ? Math.exp(high) : null,
  };
}
