import { hodgesLehmannShift, mannWhitneyP } from '../measuring/statistics/mann-whitney.ts';
import type { Alternative, LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import { hodgesLehmann, signedRankP } from '../measuring/statistics/signed-rank.ts';

/** Two samples of log-values, one value per block; paired if both had the same requests. */
export interface SamplePair {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly paired: boolean;
}

/** The shift of `after` above `before`. */
export function shiftOf({ before, after, paired }: SamplePair, level: number): LocationEstimate {
  return paired ? hodgesLehmann(differences(before, after), level) : hodgesLehmannShift(before, after, level);
}

/** p for the hypothesis that the shift is `shift`. */
export function shiftP(
  { before, after, paired }: SamplePair,
  shift: number,
  alternative: Alternative,
): number {
  return paired
    ? signedRankP(differences(before, after), shift, alternative)
    : mannWhitneyP(before, after, shift, alternative);
}

function differences(before: readonly number[], after: readonly number[]): number[] {
  return after.map((value, i) => value - (before[i] as number));
}
