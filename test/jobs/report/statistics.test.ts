import { expect } from 'chai';
import {
  correlation,
  mean,
  percentile,
  ranks,
  rollingMedian,
  standardDeviation,
} from '../../../src/jobs/report/statistics.ts';

describe('statistics of the reports', () => {
  it('interpolate percentiles between the two nearest values', () => {
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect(percentile(sorted, 0)).to.equal(1);
    expect(percentile(sorted, 0.5)).to.equal(3);
    expect(percentile(sorted, 1)).to.equal(8);
  });

  it('divide the spread of a sample by n − 1', () => {
    expect(mean([2, 4, 6])).to.equal(4);
    expect(standardDeviation([2, 4, 6])).to.equal(2);
    expect(standardDeviation([5])).to.equal(0);
  });

  it('give equal values the mean of their ranks', () => {
    expect(ranks([30, 10, 20, 10])).to.deep.equal([4, 1.5, 3, 1.5]);
  });

  it('correlate fully, inversely, partly and not at all', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).to.be.closeTo(1, 1e-12);
    expect(correlation([1, 2, 3], [3, 2, 1])).to.be.closeTo(-1, 1e-12);
    expect(correlation([1, 2, 3], [1, 3, 2])).to.be.closeTo(0.5, 1e-12);
    expect(correlation([1, 2, 3], [7, 7, 7])).to.equal(0);
  });

  it('take rolling medians over the neighbours that exist', () => {
    const medians = rollingMedian(Float64Array.of(5, 1, 9, 2, 8), 1);
    expect(Array.from(medians)).to.deep.equal([3, 5, 2, 8, 5]);
  });
});
