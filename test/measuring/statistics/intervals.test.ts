import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { withinMargin } from '../../../src/measuring/statistics/equivalence.ts';
import { meanInterval, standardDeviation } from '../../../src/measuring/statistics/mean-interval.ts';
import { coarse, drawNormal } from './samples.ts';

describe('statistics: mean interval', () => {
  it('gives the hours of extra sleep with Student’s own data', () => {
    // Student 1908, second drug: mean 2.33, s 2.002, 95 % interval 0.898 to 3.762.
    const hours = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, low, high } = meanInterval(hours, 0.95);
    expect(mean).to.be.closeTo(2.33, 1e-12);
    expect(standardDeviation(hours)).to.be.closeTo(2.002, 5e-4);
    expect(low).to.be.closeTo(0.8976775, 1e-6);
    expect(high).to.be.closeTo(3.7623225, 1e-6);
  });

  it('lies evenly about the mean and widens with the level', () => {
    fc.assert(
      fc.property(coarse(2, 20), (values) => {
        const narrow = meanInterval(values, 0.8);
        const wide = meanInterval(values, 0.99);
        expect((wide.low + wide.high) / 2).to.be.closeTo(wide.mean, 1e-9);
        expect(wide.low).to.be.at.most(narrow.low);
        expect(wide.high).to.be.at.least(narrow.high);
      }),
    );
  });

  it('covers the mean of normal values as often as it says', () => {
    const stream = new RandomStream(14, 'mean');
    let covered = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const values = Array.from({ length: 5 }, () => drawNormal(() => stream.next()));
      const { low, high } = meanInterval(values, 0.95);
      if (low <= 0 && 0 <= high) covered++;
    }
    expect(covered / 2000).to.be.closeTo(0.95, 0.016);
  });

  it('knows nothing from one value and refuses none', () => {
    expect(meanInterval([3], 0.95)).to.deep.equal({
      mean: 3,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
    expect(() => meanInterval([], 0.95)).to.throw('no values');
  });
});

describe('statistics: equivalence', () => {
  it('holds only if the whole interval lies within the margin', () => {
    expect(withinMargin({ low: -0.03, high: 0.04 }, 0.05)).to.equal(true);
    expect(withinMargin({ low: -0.05, high: 0.05 }, 0.05)).to.equal(true);
    expect(withinMargin({ low: -0.03, high: 0.06 }, 0.05)).to.equal(false);
    expect(withinMargin({ low: -0.06, high: 0.01 }, 0.05)).to.equal(false);
    expect(withinMargin({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, 0.05)).to.equal(
      false,
    );
    expect(() => withinMargin({ low: 0, high: 0 }, 0)).to.throw('margin is 0');
  });
});
