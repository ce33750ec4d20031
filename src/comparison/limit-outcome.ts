import { blocksToReject } from '../measuring/statistics/blocks-needed.ts';
import { holm } from '../measuring/statistics/holm.ts';

const ALPHA = 0.05;

/** Kept and missed are certain outcomes. */
export type Outcome = 'kept' | 'missed' | 'not certain';

/** A row judged by a limit. */
export interface Cell {
  readonly strategy: string;
  readonly class: string;
}

/** The excess of a row over its limit: its interval, and the one-sided p for lying beyond and for lying within the limit. */
export interface Evidence {
  readonly low: number;
  readonly high: number;
  readonly pBeyond: number;
  readonly pWithin: number;
}

/** An outcome for each row. It is certain if the interval excludes the limit and p, corrected by Holm for all rows, agrees. */
export function outcomesOf(rows: readonly Evidence[]): Outcome[] {
  const beyond = holm(rows.map(({ pBeyond }) => pBeyond));
  const within = holm(rows.map(({ pWithin }) => pWithin));
  return rows.map(({ low, high }, i) => {
    if (low > 0 && (beyond[i] as number) <= ALPHA) return 'missed';
    return high < 0 && (within[i] as number) <= ALPHA ? 'kept' : 'not certain';
  });
}

/** Fewest blocks in which a test on this many rows can reach significance. With fewer, no limit could be missed. */
export function blocksToJudge(rows: number): number {
  // Enough for the one-sided p and for a finite 95 % interval.
  return Math.max(blocksToReject(1, ALPHA), Math.ceil(Math.log2(rows / ALPHA) - 1e-9));
}

/** Fewest requests that, if all are in time, confirm this share. `rows` are judged together. */
export function requestsToJudge(share: number, rows: number): number {
  return Math.ceil(Math.log(ALPHA / rows) / Math.log(share) - 1e-9);
}
