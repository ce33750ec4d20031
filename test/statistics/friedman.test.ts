import { expect } from 'chai';
import fc from 'fast-check';
import { friedman } from '../../src/statistics/friedman.ts';
import { RandomStream } from '../../src/workload/random-stream.ts';

/** Hollander and Wolfe: seconds of 22 players to round first base in three ways. */
const rounding = [
  [5.4, 5.5, 5.55],
  [5.85, 5.7, 5.75],
  [5.2, 5.6, 5.5],
  [5.55, 5.5, 5.4],
  [5.9, 5.85, 5.7],
  [5.45, 5.55, 5.6],
  [5.4, 5.4, 5.35],
  [5.45, 5.5, 5.35],
  [5.25, 5.15, 5.0],
  [5.85, 5.8, 5.7],
  [5.25, 5.2, 5.1],
  [5.65, 5.55, 5.45],
  [5.6, 5.35, 5.45],
  [5.05, 5.0, 4.95],
  [5.5, 5.5, 5.4],
  [5.45, 5.55, 5.5],
  [5.55, 5.55, 5.35],
  [5.45, 5.5, 5.55],
  [5.5, 5.45, 5.25],
  [5.65, 5.6, 5.4],
  [5.7, 5.65, 5.55],
  [6.3, 6.3, 6.25],
];

describe('statistics: Friedman', () => {
  it('reproduces the base runners of Hollander and Wolfe, ties and all', () => {
    const { meanRanks, chiSquare, p } = friedman(rounding);
    expect(chiSquare).to.be.closeTo(11.142857142857, 1e-9);
    expect(p).to.be.closeTo(0.003805040775511, 1e-12);
    [2.40909091, 2.13636364, 1.45454545].forEach((rank, arm) => {
      expect(meanRanks[arm]).to.be.closeTo(rank, 1e-8);
    });
  });

  it('looks at ranks alone: a monotone scale a block changes nothing', () => {
    const block = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const scaled = blocks.map((values, b) => values.map((value) => Math.exp(value) * (b + 1) - 7 * b));
        expect(friedman(scaled)).to.deep.equal(friedman(blocks));
        expect(friedman(blocks).meanRanks.reduce((sum, rank) => sum + rank, 0)).to.be.closeTo(10, 1e-12);
      }),
    );
  });

  it('is at its largest when all blocks agree and 0 when all arms tie', () => {
    const agreed = friedman([
      [1, 2, 3],
      [10, 11, 30],
      [0, 1, Number.POSITIVE_INFINITY],
    ]);
    expect(agreed.meanRanks).to.deep.equal([1, 2, 3]);
    expect(agreed.chiSquare).to.be.closeTo(6, 1e-12);
    expect(friedman([[2, 2, 2]])).to.deep.equal({ meanRanks: [2, 2, 2], chiSquare: 0, p: 1 });
  });

  it('errs in 5 % of the cases or a little fewer with five like arms in eight blocks', () => {
    const stream = new RandomStream(13, 'friedman');
    let rejected = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const blocks = Array.from({ length: 8 }, () => Array.from({ length: 5 }, () => stream.next()));
      if (friedman(blocks).p < 0.05) rejected++;
    }
    expect(rejected / 2000).to.be.within(0.025, 0.058);
  });

  it('refuses blocks of unlike arms', () => {
    expect(() => friedman([])).to.throw('Friedman needs');
    expect(() => friedman([[1, 2], [1]])).to.throw('Friedman needs');
    expect(() => friedman([[1, Number.NaN]])).to.throw('NaN');
  });
});
