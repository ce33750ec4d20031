import { expect } from 'chai';
import { RandomStream } from '../../src/core/random-stream.ts';
import { WorkDistribution } from '../../src/toolkit/work-distribution.ts';

function distributionOf(sizes: readonly number[], capacity = 1000): WorkDistribution {
  const stream = new RandomStream(1, 'reservoir');
  const work = new WorkDistribution(capacity, () => stream.next());
  for (const size of sizes) work.add(size);
  return work;
}

describe('the distribution of work over sizes', () => {
  it('tells which share of the work is in smaller jobs, and in those up to a size', () => {
    const work = distributionOf([10, 30, 20, 40]);
    expect([10, 20, 30, 40].map((size) => work.shareBelow(size))).to.deep.equal([0, 0.1, 0.3, 0.6]);
    expect([10, 20, 30, 40].map((size) => work.shareUpTo(size))).to.deep.equal([0.1, 0.3, 0.6, 1]);
  });

  it('puts a size between two of the sample into the gap between them', () => {
    const work = distributionOf([10, 30, 20, 40]);
    expect([work.shareBelow(25), work.shareUpTo(25)]).to.deep.equal([0.3, 0.6]);
    expect([work.shareBelow(5), work.shareUpTo(5)]).to.deep.equal([0, 0.1]);
    expect([work.shareBelow(50), work.shareUpTo(50)]).to.deep.equal([1, 1]);
  });

  it('shows all of one size as one step', () => {
    const work = distributionOf([7, 7, 7, 7]);
    expect([work.shareBelow(7), work.shareUpTo(7)]).to.deep.equal([0, 1]);
  });

  it('counts jobs where no job takes any time', () => {
    const work = distributionOf([0, 0]);
    expect([work.shareBelow(0), work.shareUpTo(0)]).to.deep.equal([0, 1]);
  });

  it('is about right from a sample far smaller than what it has seen', () => {
    const stream = new RandomStream(2, 'sizes');
    const sizes = Array.from({ length: 2 ** 14 }, () => stream.next());
    const work = distributionOf(sizes, 500);
    // Of uniform sizes the work below x is x².
    for (const size of [0.25, 0.5, 0.75]) expect(work.shareBelow(size)).to.be.closeTo(size * size, 0.06);
  });
});
