import { expect } from 'chai';
import fc from 'fast-check';
import {
  median,
  quantile,
  samplesFor,
  supportedQuantile,
} from '../../../src/measuring/statistics/quantile.ts';

const ascending = fc
  .array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 })
  .map((values) => values.sort((a, b) => a - b));
const share = fc.double({ noNaN: true, min: 0, max: 1 });

describe('statistics: quantile', () => {
  it('is the type 7 of R and NumPy', () => {
    const oneToTen = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(quantile(oneToTen, 0.95)).to.be.closeTo(9.55, 1e-12);
    expect(quantile(oneToTen, 0.5)).to.equal(5.5);
    expect(quantile([1, 2, 3, 4], 0.25)).to.equal(1.75);
    expect(quantile([7], 0.3)).to.equal(7);
  });

  it('runs from the least value to the largest and never falls', () => {
    fc.assert(
      fc.property(ascending, share, share, (values, a, b) => {
        expect(quantile(values, 0)).to.equal(values[0]);
        expect(quantile(values, 1)).to.equal(values[values.length - 1]);
        expect(quantile(values, Math.min(a, b))).to.be.at.most(quantile(values, Math.max(a, b)) + 1e-9);
      }),
    );
  });

  it('ranks what never finished above all else', () => {
    const values = [1, 2, 3, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    expect(quantile(values, 0.5)).to.equal(3);
    expect(quantile(values, 0.6)).to.equal(Number.POSITIVE_INFINITY);
    expect(quantile(values, 1)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('is withheld while fewer than ten samples lie beyond it', () => {
    expect([0.5, 0.9, 0.95, 0.99, 0.999].map(samplesFor)).to.deep.equal([20, 100, 200, 1000, 10_000]);
    expect(samplesFor(1)).to.equal(Number.POSITIVE_INFINITY);
    const values = Float64Array.from({ length: 720 }, (_, i) => i);
    expect(supportedQuantile(values, 0.95)).to.be.closeTo(683.05, 1e-9);
    expect(supportedQuantile(values, 0.98)).to.be.closeTo(704.62, 1e-9);
    expect(supportedQuantile(values, 0.99)).to.equal(undefined);
    expect(supportedQuantile([], 0.5)).to.equal(undefined);
  });

  it('gives the median of values in any order, and leaves them so', () => {
    const values = [30, 4, 100, 2];
    expect(median(values)).to.equal(17);
    expect(values).to.deep.equal([30, 4, 100, 2]);
  });

  it('refuses no values and a q outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).to.throw('no values');
    expect(() => quantile([1], 95)).to.throw('q is 95');
  });
});
