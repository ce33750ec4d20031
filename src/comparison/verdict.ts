import { blocksForMargin, blocksToReject } from '../measuring/statistics/blocks-needed.ts';
import { withinMargin } from '../measuring/statistics/equivalence.ts';
import type { LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import type { Comparison, Verdict } from '../results/comparison-schema.ts';

/** The criteria of a verdict. */
export interface Bar {
  readonly alpha: number;
  /** Ratios within 1 ± this count as the same. */
  readonly margin: number;
}

/**
 * The verdict from the interval of a log-ratio and the corrected p of the same test. An interval within the margin means
 * `same`, even if the difference is significant. For `better` and `worse`, the interval and p must agree.
 */
export function verdictOn(interval: LocationEstimate, p: number, { alpha, margin }: Bar): Verdict {
  if (withinMargin(interval, Math.log1p(margin))) return 'same';
  if (p <= alpha && interval.high < 0) return 'better';
  if (p <= alpha && interval.low > 0) return 'worse';
  return 'inconclusive';
}

/** Expected number of blocks that settle an inconclusive verdict, as significant or as within the margin. */
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
  // If the difference is real, the interval must exclude 0. Otherwise it must be within the margin.
  const distance = Math.abs(interval.estimate);
  const goal = distance > margin ? distance : Math.max(margin - distance, margin / 4);
  return Math.max(least, blocks + 1, blocksForMargin(blocks, halfWidth, goal));
}

/** Converts the interval of a log-ratio. An infinite end becomes null. */
export function ratioOf({ estimate, low, high }: LocationEstimate): NonNullable<Comparison['ratio']> {
  return {
    estimate: Math.exp(estimate),
    low: Number.isFinite(low) ? Math.exp(low) : null,
    high: Number.isFinite(high) ? Math.exp(high) : null,
  };
}
