import { expect } from 'chai';
import { binomialCdf } from '../../../src/measuring/statistics/binomial.ts';

describe('statistics: binomial', () => {
  it('adds up what can be counted by hand', () => {
    expect(binomialCdf(1, 4, 0.5)).to.be.closeTo(5 / 16, 1e-15);
    expect(binomialCdf(0, 10, 0.1)).to.be.closeTo(0.9 ** 10, 1e-15);
    expect(binomialCdf(2, 3, 0.2)).to.be.closeTo(1 - 0.008, 1e-15);
  });

  it('agrees with sums by way of the log-gamma function where terms are small', () => {
    expect(binomialCdf(5, 3200, 0.001)).to.be.closeTo(0.8946945466370331, 1e-9);
    expect(binomialCdf(1000, 100_000, 0.01)).to.be.closeTo(0.5084094734220339, 1e-9);
  });

  it('is 0 below all and 1 above', () => {
    expect([
      binomialCdf(-1, 5, 0.3),
      binomialCdf(5, 5, 0.3),
      binomialCdf(0, 5, 0),
      binomialCdf(4, 5, 1),
    ]).to.deep.equal([0, 1, 1, 0]);
  });
});
