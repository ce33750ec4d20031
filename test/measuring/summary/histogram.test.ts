import { expect } from 'chai';
import fc from 'fast-check';
import { Histogram } from '../../../src/measuring/summary/histogram.ts';

/** Half a bucket: 1/256 of an octave wide at its lower end. */
const RELATIVE_ERROR = 0.002;

/** Over the whole range that the buckets tell apart. */
const magnitudes = fc.tuple(
  fc.double({ min: 1, max: 2, maxExcluded: true, noNaN: true }),
  fc.integer({ min: -19, max: 42 }),
);
const positives = fc.array(
  magnitudes.map(([mantissa, exponent]) => mantissa * 2 ** exponent),
  { minLength: 1, maxLength: 200 },
);

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

describe('a histogram', () => {
  it('knows every quantile within 0.2 %', () => {
    fc.assert(
      fc.property(positives, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(q * values.length) - 1)]!;
        expect(histogramOf(values).quantile(q)).to.be.within(
          exact * (1 - RELATIVE_ERROR),
          exact * (1 + RELATIVE_ERROR),
        );
      }),
    );
  });

  it('knows count, sum, sum of squares and maximum exactly', () => {
    const histogram = histogramOf([3, 0.5, 8, 0.25]);
    expect(histogram).to.include({ count: 4, sum: 11.75, sumOfSquares: 73.3125, max: 8 });
    expect(histogram.mean).to.equal(2.9375);
    expect(histogram.quantile(1)).to.equal(8);
  });

  it('merged from parts is the histogram of all', () => {
    fc.assert(
      fc.property(positives, positives, (some, others) => {
        const merged = histogramOf(some);
        merged.merge(histogramOf(others));
        const all = histogramOf([...some, ...others]);
        expect(merged).to.include({ count: all.count, max: all.max });
        expect(merged.sum).to.be.closeTo(all.sum, 1e-9 * all.sum);
        for (const q of [0, 0.1, 0.5, 0.9, 0.99, 1]) expect(merged.quantile(q)).to.equal(all.quantile(q));
      }),
    );
  });

  it('counts zero, what is less, and what is almost nothing as 0', () => {
    const histogram = histogramOf([0, -0, -1e-15, -7, 1e-9, 5]);
    expect(histogram.count).to.equal(6);
    expect(histogram.shareUpTo(0)).to.equal(5 / 6);
    expect([histogram.quantile(0.5), histogram.quantile(0.8)]).to.deep.equal([0, 0]);
    expect(histogram.quantile(0.99)).to.be.closeTo(5, 5 * RELATIVE_ERROR);
    expect(histogramOf([-3, -2]).quantile(0.5)).to.equal(0);
  });

  it('counts what is beyond all bounds in its last bucket', () => {
    const histogram = histogramOf([1, 1e300]);
    expect(histogram.quantile(0.5)).to.be.closeTo(1, RELATIVE_ERROR);
    expect(histogram.quantile(1)).to.be.above(2 ** 43);
    expect(histogram.max).to.equal(1e300);
  });

  it('knows the share of values up to a limit, to the bucket', () => {
    const histogram = histogramOf([1, 2, 3, 4]);
    expect([0.9, 1, 2.5, 4, 9].map((limit) => histogram.shareUpTo(limit))).to.deep.equal([
      0, 0.25, 0.5, 1, 1,
    ]);
    // A bucket ends at 2, and the next begins there.
    expect(histogram.shareUpTo(2 * (1 - Number.EPSILON))).to.equal(0.25);
  });

  it('has no quantile and no mean when empty', () => {
    const histogram = new Histogram();
    expect(histogram.quantile(0.5)).to.be.NaN;
    expect(histogram.mean).to.be.NaN;
  });
});
