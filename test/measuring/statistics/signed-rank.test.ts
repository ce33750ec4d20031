import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { hodgesLehmann, signedRankLaw, signedRankP } from '../../../src/measuring/statistics/signed-rank.ts';
import { coarse, distinct, drawNormal } from './samples.ts';

/** Largest k with P(T+ ≤ k) ≤ tail. */
function criticalValue(pairs: number, tail: number): number {
  let k = -1;
  while (signedRankLaw(pairs)(k + 1) <= tail) k++;
  return k;
}

/** Sum of the ranks of the positive differences; no ties. */
function positiveRankSum(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs).sort((a, b) => a - b);
  return differences.reduce((sum, d) => (d > 0 ? sum + sizes.indexOf(Math.abs(d)) + 1 : sum), 0);
}

/** p from all 2ⁿ ways to sign the same sizes. */
function signedRankPByEnumeration(differences: readonly number[], tail: 'less' | 'greater'): number {
  const observed = positiveRankSum(differences);
  const ways = 2 ** differences.length;
  let asExtreme = 0;
  for (let signs = 0; signs < ways; signs++) {
    const sum = positiveRankSum(differences.map((d, i) => (signs & (1 << i) ? Math.abs(d) : -Math.abs(d))));
    if (tail === 'greater' ? sum >= observed : sum <= observed) asExtreme++;
  }
  return asExtreme / ways;
}

const depression = [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01];

describe('statistics: Wilcoxon signed rank and Hodges–Lehmann', () => {
  it('has the critical values of the tables', () => {
    const twoSided5 = [
      [5, -1],
      [6, 0],
      [7, 2],
      [8, 3],
      [9, 5],
      [10, 8],
      [12, 13],
      [15, 25],
      [20, 52],
      [25, 89],
    ] as const;
    for (const [pairs, k] of twoSided5) expect(criticalValue(pairs, 0.025), `${pairs} pairs`).to.equal(k);
    expect(criticalValue(10, 0.005)).to.equal(3);
  });

  it('gives p = 2/256 for eight pairs that all point one way', () => {
    const up = [0.1, 0.5, 0.2, 0.9, 0.3, 0.35, 0.6, 0.05];
    expect(signedRankP(up, 0, 'two-sided')).to.equal(2 / 256);
    expect(signedRankP(up, 0, 'greater')).to.equal(1 / 256);
    expect(signedRankP(up, 0, 'less')).to.equal(1);
  });

  it('reproduces the depression study of Hollander and Wolfe', () => {
    const { estimate, low, high, level } = hodgesLehmann(depression, 0.95);
    expect(estimate).to.be.closeTo(0.46, 5e-4);
    expect(low).to.be.closeTo(0.01, 5e-4);
    expect(high).to.be.closeTo(0.786, 5e-4);
    expect(level).to.be.closeTo(0.961, 5e-4);
    expect(signedRankP(depression, 0, 'two-sided')).to.be.closeTo(0.0390625, 1e-15);
    expect(signedRankP(depression, 0, 'greater')).to.be.closeTo(0.01953125, 1e-15);
  });

  it('agrees with all signings of untied differences, enumerated', () => {
    fc.assert(
      fc.property(distinct(1, 9), (differences) => {
        for (const tail of ['less', 'greater'] as const) {
          expect(signedRankP(differences, 0, tail)).to.equal(signedRankPByEnumeration(differences, tail));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never lets the interval and p contradict each other, ties and zeros included', () => {
    const level = fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99);
    fc.assert(
      fc.property(coarse(1, 16), level, fc.integer({ min: -8, max: 8 }), (differences, wanted, shift) => {
        const { low, high } = hodgesLehmann(differences, wanted);
        const excluded = shift < low || shift > high;
        expect(signedRankP(differences, shift, 'two-sided') <= 1 - wanted + 1e-12).to.equal(excluded);
      }),
    );
  });

  it('moves with the data, flips with their sign, and lies inside its interval', () => {
    fc.assert(
      fc.property(coarse(6, 16), fc.integer({ min: -50, max: 50 }), (differences, by) => {
        const here = hodgesLehmann(differences, 0.95);
        const there = hodgesLehmann(
          differences.map((d) => d + by),
          0.95,
        );
        const mirrored = hodgesLehmann(
          differences.map((d) => -d),
          0.95,
        );
        expect(here.estimate).to.be.within(here.low, here.high);
        expect([there.low, there.estimate, there.high]).to.deep.equal([
          here.low + by,
          here.estimate + by,
          here.high + by,
        ]);
        expect(mirrored.low + here.high).to.equal(0);
        expect(mirrored.estimate + here.estimate).to.equal(0);
        expect(signedRankP(differences, 0, 'less')).to.equal(
          signedRankP(
            differences.map((d) => -d),
            0,
            'greater',
          ),
        );
      }),
    );
  });

  it('promises at least the level asked for, and a wider interval for a higher one', () => {
    fc.assert(
      fc.property(coarse(1, 14), (differences) => {
        const levels = [0.1, 0.5, 0.8, 0.95, 0.99];
        const intervals = levels.map((level) => hodgesLehmann(differences, level));
        intervals.forEach(({ level, low, high }, i) => {
          expect(level).to.be.at.least(levels[i]! - 1e-12);
          expect(low).to.be.at.most(intervals[i - 1]?.low ?? low);
          expect(high).to.be.at.least(intervals[i - 1]?.high ?? high);
        });
      }),
    );
  });

  it('has no finite 95 % interval below six pairs', () => {
    expect(hodgesLehmann([1, 2, 3, 4, 5], 0.95)).to.deep.equal({
      estimate: 3,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      level: 1,
    });
    expect(hodgesLehmann([1, 2, 3, 4, 5, 6], 0.95)).to.deep.include({ low: 1, high: 6, level: 1 - 2 / 64 });
  });

  it('covers the truth at eight pairs as often as it says, whatever the symmetric law', () => {
    const stream = new RandomStream(11, 'coverage');
    const random = () => stream.next();
    const laws = {
      normal: () => drawNormal(random),
      contaminated: () => drawNormal(random) * (random() < 0.1 ? 10 : 1),
      uniform: () => random() - 0.5,
    };
    for (const [name, draw] of Object.entries(laws)) {
      let covered = 0;
      for (let trial = 0; trial < 4000; trial++) {
        const { low, high, level } = hodgesLehmann(
          Array.from({ length: 8 }, () => 3 + draw()),
          0.95,
        );
        expect(level).to.equal(1 - 10 / 256);
        if (low <= 3 && 3 <= high) covered++;
      }
      expect(covered / 4000, name).to.be.within(0.95, 0.972);
    }
  });

  it('errs at eight pairs in exactly 10 of 256 signings of the same sizes', () => {
    let rejected = 0;
    for (let signs = 0; signs < 256; signs++) {
      const differences = [1, 2, 3, 4, 5, 6, 7, 8].map((size, i) => (signs & (1 << i) ? size : -size));
      if (signedRankP(differences, 0, 'two-sided') < 0.05) rejected++;
    }
    expect(rejected).to.equal(10);
  });

  it('works for hundreds of pairs', () => {
    const law = signedRankLaw(200);
    // Normal law: mean n(n+1)/4, variance n(n+1)(2n+1)/24; half a step to the right of the mean.
    expect(law(10_050)).to.be.closeTo(0.5, 1e-3);
    expect(law(10_050 - Math.round(1.959964 * Math.sqrt(671_675)))).to.be.closeTo(0.025, 2e-4);
    expect(law(20_100)).to.be.closeTo(1, 1e-12);
  });

  it('refuses nothing and what is not a number', () => {
    expect(() => hodgesLehmann([], 0.95)).to.throw('no differences');
    expect(() => signedRankP([1, Number.NaN], 0, 'less')).to.throw('difference 2 is NaN');
    expect(() => hodgesLehmann([1, 2], 95)).to.throw('level is 95');
  });
});
