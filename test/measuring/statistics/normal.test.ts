import { expect } from 'chai';
import { normalCdf, normalDensity } from '../../../src/measuring/statistics/normal.ts';

describe('statistics: normal law', () => {
  it('meets the tables', () => {
    expect(normalCdf(0)).to.equal(0.5);
    expect(normalCdf(1)).to.be.closeTo(0.8413447460685429, 1e-15);
    expect(normalCdf(1.959963984540054)).to.be.closeTo(0.975, 1e-15);
    expect(normalCdf(-3)).to.be.closeTo(0.0013498980316301, 1e-15);
    expect(normalDensity(0)).to.be.closeTo(0.3989422804014327, 1e-16);
    expect(normalDensity(2)).to.be.closeTo(0.05399096651318806, 1e-16);
  });

  it('is symmetric and ends at 0 and 1', () => {
    for (const x of [0.1, 1, 2.5, 5, 8]) expect(normalCdf(x) + normalCdf(-x)).to.be.closeTo(1, 1e-15);
    expect(normalCdf(40)).to.equal(1);
    expect(normalCdf(-40)).to.equal(0);
  });
});
