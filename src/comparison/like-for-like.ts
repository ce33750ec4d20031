import { median } from '../measuring/statistics/quantile.ts';
import { hodgesLehmann } from '../measuring/statistics/signed-rank.ts';
import { LEVEL } from './standings.ts';

/** Two values and their ratio, for one row of a table: `second` is `first` × `ratio`. */
export interface LikeForLike {
  readonly first: number;
  readonly second: number;
  readonly ratio: number;
}

/** The time of the other side when this side takes the median of its blocks. */
export function likeForLike(valuesMs: readonly number[], ratio: number): LikeForLike {
  const first = median(valuesMs);
  return { first, second: first * ratio, ratio };
}

/** For pairs of positive values, one per block, by the typical ratio of the pairs (Hodges–Lehmann of the logs). */
export function likeForLikeOfPairs(pairs: readonly (readonly [number, number])[]): LikeForLike {
  const logRatios = pairs.map(([first, second]) => Math.log(second / first));
  return likeForLike(
    pairs.map(([first]) => first),
    Math.exp(hodgesLehmann(logRatios, LEVEL).estimate),
  );
}
