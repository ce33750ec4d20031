/**
 * A location: a point estimate and an interval that covers the true one with probability `level` or more.
 */
export interface LocationEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /**
   * The actual coverage of the interval, at least the requested one. 1 if the sample is too small for any finite
   * interval.
   */
  readonly level: number;
}

/** The alternative hypothesis: the location differs from, lies below, or lies above a value. */
export type Alternative = 'two-sided' | 'less' | 'greater';

/**
 * P(count ≤ c) of a rank statistic under its null hypothesis, where the statistic is a count: how many of M values
 * computed from the sample (averages of two, differences of two) lie on one side of the true location. 0 for c = −1.
 */
export type NullLaw = (count: number) => number;

/** The null law from the probabilities of the counts 0, 1, 2… */
export function cumulative(mass: Float64Array): NullLaw {
  let sum = 0;
  const below = mass.map((probability) => {
    sum += probability;
    return sum;
  });
  return (count) => (count < 0 ? 0 : Math.min(1, below[count] ?? 1));
}

/**
 * Interval by inversion of the rank test (Bauer, J. Amer. Stat. Assoc. 67, 1972): of M ascending values it leaves
 * out k at each end, k the largest count with P(count ≤ k) ≤ (1 − level)/2. The estimate is the values' median.
 */
export function locate(ascending: Float64Array, law: NullLaw, level: number): LocationEstimate {
  if (!(level > 0 && level < 1)) {
    throw new Error(`level is ${level}: a confidence level lies between 0 and 1`);
  }
  // 1 − 0.9 is a little less than 0.1 in floating point.
  const beyond = (1 - level) / 2 + 1e-12;
  const size = ascending.length;
  let outside = 0;
  while (2 * outside < size && law(outside) <= beyond) outside++;
  return {
    estimate: ((ascending[(size - 1) >> 1] as number) + (ascending[size >> 1] as number)) / 2,
    low: ascending[outside - 1] ?? Number.NEGATIVE_INFINITY,
    high: ascending[size - outside] ?? Number.POSITIVE_INFINITY,
    level: 1 - 2 * law(outside - 1),
  };
}

/**
 * p of the rank test that the location is `shift`. Values equal to it count against the alternative. The exact dual of
 * `locate`: its interval at level 1 − α leaves out `shift` where the two-sided p ≤ α, and nowhere else, but for
 * rounding.
 */
export function locationP(
  values: Float64Array,
  law: NullLaw,
  shift: number,
  alternative: Alternative,
): number {
  let notAbove = 0;
  let notBelow = 0;
  for (const value of values) {
    if (value <= shift) notAbove++;
    if (value >= shift) notBelow++;
  }
  if (alternative === 'greater') return law(notAbove);
  if (alternative === 'less') return law(notBelow);
  return Math.min(1, 2 * law(Math.min(notAbove, notBelow)));
}
