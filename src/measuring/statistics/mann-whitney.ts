import { requireFinite } from './finite.ts';
import { normalCdf } from './normal.ts';
import {
  type Alternative,
  cumulative,
  type LocationEstimate,
  locate,
  locationP,
  type NullLaw,
} from './rank-inference.ts';

/*
 * Mann–Whitney (Wilcoxon rank-sum) inference (Annals of Math. Statistics 18, 1947) on two samples that are not paired:
 * U is the number of differences, one of each sample, above the null shift. Assumes laws of one shape.
 */

/** If both samples are larger than this, the normal law is used; its error in the tails is then below 1e-3. */
const EXACT_UP_TO = 20;

/**
 * Hodges–Lehmann estimate of the shift of `second` above `first`: the median of all differences, with the interval of the
 * rank-sum test at `level` or slightly more. Unit of the samples.
 */
export function hodgesLehmannShift(
  first: readonly number[],
  second: readonly number[],
  level: number,
): LocationEstimate {
  return locate(differences(first, second), mannWhitneyLaw(first.length, second.length), level);
}

/**
 * p of the Mann–Whitney test that `second` lies `shift` above `first`; one-sided with `less` or `greater`. The dual of
 * the interval of `hodgesLehmannShift`. Ties count against the alternative.
 */
export function mannWhitneyP(
  first: readonly number[],
  second: readonly number[],
  shift: number,
  alternative: Alternative,
): number {
  return locationP(
    differences(first, second),
    mannWhitneyLaw(first.length, second.length),
    shift,
    alternative,
  );
}

/** P(U ≤ u) for samples of these sizes without ties: exact, or normal with continuity correction if both are large. */
export function mannWhitneyLaw(firstSize: number, secondSize: number): NullLaw {
  if (Math.min(firstSize, secondSize) <= EXACT_UP_TO) return exactLaw(firstSize, secondSize);
  const size = firstSize * secondSize;
  const deviation = Math.sqrt((size * (firstSize + secondSize + 1)) / 12);
  return (count) => (count < 0 ? 0 : normalCdf((count + 0.5 - size / 2) / deviation));
}

/**
 * The largest of all values belongs to the second sample with probability n/(m + n), and then lies above all m of the
 * first; else taking it away changes nothing: P_{m,n}(u) = (n P_{m,n−1}(u − m) + m P_{m−1,n}(u)) / (m + n).
 */
function exactLaw(firstSize: number, secondSize: number): NullLaw {
  const none = Float64Array.of(1);
  // row[n] for the present m, with an entry for every value of U. It starts with m = 0, where U is 0.
  let row = Array.from({ length: secondSize + 1 }, () => none);
  for (let m = 1; m <= firstSize; m++) {
    const next = [none];
    for (let n = 1; n <= secondSize; n++) {
      const withoutSecond = next[n - 1] as Float64Array;
      const withoutFirst = row[n] as Float64Array;
      const mass = new Float64Array(m * n + 1);
      for (let u = 0; u <= m * n; u++) {
        mass[u] = (n * (withoutSecond[u - m] ?? 0) + m * (withoutFirst[u] ?? 0)) / (m + n);
      }
      next.push(mass);
    }
    row = next;
  }
  return cumulative(row[secondSize] as Float64Array);
}

function differences(first: readonly number[], second: readonly number[]): Float64Array {
  if (first.length === 0 || second.length === 0)
    throw new Error('a sample is empty: both need at least one value');
  requireFinite('value of the first sample', first);
  requireFinite('value of the second sample', second);
  const all = new Float64Array(first.length * second.length);
  let place = 0;
  for (const one of first) for (const other of second) all[place++] = other - one;
  return all.sort();
}
