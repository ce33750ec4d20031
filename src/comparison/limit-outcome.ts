import { blocksToReject } from '../measuring/statistics/blocks-needed.ts';
import { holm } from '../measuring/statistics/holm.ts';

const ALPHA = 0.05;

/** A limit is kept or missed where that is certain. */
export type Outcome = 'kept' | 'missed' | 'not certain';

/** A row that a limit is for. */
export interface Cell {
  readonly strategy: string;
  readonly class: string;
}

/** By how much a row lies beyond its limit: the interval, and the one-sided p for lying beyond it and within it. */
export interface Evidence {
  readonly low: number;
  readonly high: number;
  readonly pBeyond: number;
  readonly pWithin: number;
}

/** An outcome for each row: certain where the interval leaves out the limit and p, corrected by Holm for all, agrees. */
export function outcomesOf(rows: readonly Evidence[]): Outcome[] {
  const beyond = holm(rows.map(({ pBeyond }) => pBeyond));
  const within = holm(rows.map(({ pWithin }) => pWithin));
  return rows.map(({ low, high }, i) => {
    if (low > 0 && (beyond[i] as number) <= ALPHA) return 'missed';
    return high < 0 && (within[i] as number) <= ALPHA ? 'kept' : 'not certain';
  });
}

/** With fewer blocks nothing is certain about so many rows, and no limit would ever be missed. */
export function blocksToJudge(rows: number): number {
  // One-sided p, and an interval at 95 % that has ends.
  return Math.max(blocksToReject(1, ALPHA), Math.ceil(Math.log2(rows / ALPHA) - 1e-9));
}

/** Fewest requests of which, if all are in time, it is certain that this share is; `rows` are judged together. */
export function requestsToJudge(share: number, rows: number): number {
  return Math.ceil(Math.log(ALPHA / rows) / Math.log(share) - 1e-9);
}
