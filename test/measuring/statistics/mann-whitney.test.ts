import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../../src/core/random-stream.ts';
import {
  hodgesLehmannShift,
  mannWhitneyLaw,
  mannWhitneyP,
} from '../../../src/measuring/statistics/mann-whitney.ts';
import { normalCdf } from '../../../src/measuring/statistics/normal.ts';
import { coarse, distinct, drawNormal } from './samples.ts';

function criticalValue(firstSize: number, secondSize: number): number {
  const law = mannWhitneyLaw(firstSize, secondSize);
  let u = -1;
  while (law(u + 1) <= 0.025) u++;
  return u;
}

function pairsAbove(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, one) => sum + second.filter((other) => other > one).length, 0);
}

/** One-sided p from all ways to deal the same values into samples of these sizes. */
function mannWhitneyPByEnumeration(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second];
  const observed = pairsAbove(first, second);
  let deals = 0;
  let asExtreme = 0;
  for (let chosen = 0; chosen < 2 ** all.length; chosen++) {
    const dealt = all.filter((_, i) => chosen & (1 << i));
    if (dealt.length !== first.length) continue;
    deals++;
    const rest = all.filter((_, i) => !(chosen & (1 << i)));
    if (pairsAbove(dealt, rest) >= observed) asExtreme++;
  }
  return asExtreme / deals;
}

describe('statistics: Mann–Whitney and its shift', () => {
  it('has the critical values of the tables', () => {
    const twoSided5 = [
      [3, 3, -1],
      [4, 4, 0],
      [5, 5, 2],
      [8, 8, 13],
      [5, 10, 8],
      [10, 10, 23],
      [20, 20, 127],
    ] as const;
    for (const [m, n, u] of twoSided5) expect(criticalValue(m, n), `${m} and ${n}`).to.equal(u);
  });

  it('has a 90 % interval from three and three, where P(U = 0) is exactly 1/20', () => {
    expect(hodgesLehmannShift([1, 2, 3], [11, 22, 33], 0.9)).to.deep.include({ low: 8, high: 32 });
    expect(hodgesLehmannShift([1, 2, 3], [11, 22, 33], 0.91).high).to.equal(Number.POSITIVE_INFINITY);
  });

  it('reproduces the permeability study of Hollander and Wolfe', () => {
    const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const earlier = [1.15, 0.88, 0.9, 0.74, 1.21];
    expect(mannWhitneyP(earlier, atTerm, 0, 'greater')).to.be.closeTo(0.1272061272, 1e-9);
    expect(mannWhitneyP(earlier, atTerm, 0, 'two-sided')).to.be.closeTo(0.2544122544, 1e-9);
    const { estimate, low, high } = hodgesLehmannShift(earlier, atTerm, 0.95);
    expect(estimate).to.be.closeTo(0.305, 1e-9);
    expect(low).to.be.closeTo(-0.15, 1e-9);
    expect(high).to.be.closeTo(0.76, 1e-9);
  });

  it('agrees with all ways to deal untied values into two samples, enumerated', () => {
    fc.assert(
      fc.property(distinct(2, 10), fc.nat(), (values, cut) => {
        const size = 1 + (cut % (values.length - 1));
        const [first, second] = [values.slice(0, size), values.slice(size)];
        const byEnumeration = mannWhitneyPByEnumeration(first, second);
        expect(mannWhitneyP(first, second, 0, 'greater')).to.be.closeTo(byEnumeration, 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('never lets the interval and p contradict each other, ties included', () => {
    const level = fc.constantFrom(0.5, 0.9, 0.95, 0.99);
    fc.assert(
      fc.property(
        coarse(1, 12),
        coarse(1, 12),
        level,
        fc.integer({ min: -8, max: 8 }),
        (a, b, wanted, shift) => {
          const { low, high, estimate, level: real } = hodgesLehmannShift(a, b, wanted);
          expect(estimate).to.be.within(low, high);
          expect(real).to.be.at.least(wanted - 1e-12);
          expect(mannWhitneyP(a, b, shift, 'two-sided') <= 1 - wanted + 1e-12).to.equal(
            shift < low || shift > high,
          );
        },
      ),
    );
  });

  it('turns round when the samples change places', () => {
    fc.assert(
      fc.property(coarse(1, 10), coarse(1, 10), (a, b) => {
        const there = hodgesLehmannShift(a, b, 0.9);
        const back = hodgesLehmannShift(b, a, 0.9);
        expect(there.estimate + back.estimate).to.equal(0);
        // Sizes in the other order: rounding may differ in the last digit.
        expect(mannWhitneyP(a, b, 0, 'less')).to.be.closeTo(mannWhitneyP(b, a, 0, 'greater'), 1e-12);
      }),
    );
  });

  it('passes over to the normal law without a step', () => {
    const exact = mannWhitneyLaw(20, 60);
    const deviation = Math.sqrt((1200 * 81) / 12);
    for (const u of [350, 400, 430, 500, 600]) {
      expect(exact(u)).to.be.closeTo(normalCdf((u + 0.5 - 600) / deviation), 2e-3);
    }
    const approximate = mannWhitneyLaw(21, 21);
    expect(approximate(-1)).to.equal(0);
    // Table value for 21 and 21 at 5 %, two-sided: 142.
    expect(criticalValue(21, 21)).to.equal(142);
  });

  it('covers the true shift of two samples of eight as often as it says', () => {
    const stream = new RandomStream(12, 'coverage');
    const sample = (shift: number) =>
      Array.from({ length: 8 }, () => shift + drawNormal(() => stream.next()));
    let covered = 0;
    let promised = 0;
    for (let trial = 0; trial < 1500; trial++) {
      const { low, high, level } = hodgesLehmannShift(sample(0), sample(2), 0.95);
      promised = level;
      if (low <= 2 && 2 <= high) covered++;
    }
    expect(promised).to.be.within(0.95, 0.97);
    expect(covered / 1500).to.be.closeTo(promised, 0.018);
  });

  it('refuses an empty sample and what is not a number', () => {
    expect(() => mannWhitneyP([], [1], 0, 'less')).to.throw('a sample is empty');
    expect(() => hodgesLehmannShift([1], [2, Number.POSITIVE_INFINITY], 0.95)).to.throw(
      'value of the second sample 2 is Infinity',
    );
  });
});
