import { requireFinite } from './finite.ts';
import {
  type Alternative,
  cumulative,
  type LocationEstimate,
  locate,
  locationP,
  type NullLaw,
} from './rank-inference.ts';

/*
 * Wilcoxon signed-rank inference (Biometrics Bulletin 1, 1945) on paired differences, by way of their Walsh averages:
 * T+ is the number of averages (d_i + d_j)/2, i ≤ j, above the null location (Tukey 1949). Assumes differences
 * symmetric about it. Exact at any number of pairs, with no resampling.
 */

/**
 * Hodges–Lehmann estimate (Annals of Math. Statistics 34, 1963), the median of the Walsh averages, with the exact
 * signed-rank interval at `level` or a little more. Unit of the differences. Fewer than 6 pairs have no finite 95 %
 * interval.
 */
export function hodgesLehmann(differences: readonly number[], level: number): LocationEstimate {
  return locate(walshAverages(differences), signedRankLaw(differences.length), level);
}

/**
 * Exact p of the signed-rank test that the differences lie about `shift`; one-sided with `less` or `greater`. The dual
 * of the interval: it never contradicts `hodgesLehmann`. Zeros and ties count against the alternative.
 */
export function signedRankP(differences: readonly number[], shift: number, alternative: Alternative): number {
  return locationP(walshAverages(differences), signedRankLaw(differences.length), shift, alternative);
}

/** P(T+ ≤ t) of `pairs` pairs without ties: each rank 1…n is in T+ or not, with equal chances. */
export function signedRankLaw(pairs: number): NullLaw {
  const total = (pairs * (pairs + 1)) / 2;
  const mass = new Float64Array(total + 1);
  mass[0] = 1;
  let reach = 0;
  for (let rank = 1; rank <= pairs; rank++) {
    reach += rank;
    for (let t = reach; t >= 0; t--) {
      mass[t] = ((mass[t] as number) + (t >= rank ? (mass[t - rank] as number) : 0)) / 2;
    }
  }
  return cumulative(mass);
}

function walshAverages(differences: readonly number[]): Float64Array {
  if (differences.length === 0) throw new Error('no differences: at least one pair is needed');
  requireFinite('difference', differences);
  const averages = new Float64Array((differences.length * (differences.length + 1)) / 2);
  let place = 0;
  for (const [i, one] of differences.entries()) {
    for (let j = 0; j <= i; j++) averages[place++] = (one + (differences[j] as number)) / 2;
  }
  return averages.sort();
}
