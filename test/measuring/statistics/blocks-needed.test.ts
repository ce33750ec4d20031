import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import {
  blocksForMargin,
  blocksToReject,
  smallestDetectableDifference,
} from '../../../src/measuring/statistics/blocks-needed.ts';
import { holm } from '../../../src/measuring/statistics/holm.ts';
import { standardDeviation } from '../../../src/measuring/statistics/mean-interval.ts';
import { signedRankP } from '../../../src/measuring/statistics/signed-rank.ts';
import { drawNormal } from './samples.ts';

const up = (blocks: number) => Array.from({ length: blocks }, (_, i) => i + 1);

/** Differences of the given spread about `mean`, as many as blocks. */
function draw(stream: RandomStream, blocks: number, mean: number): number[] {
  return Array.from({ length: blocks }, () => mean + drawNormal(() => stream.next()));
}

describe('statistics: how many blocks', () => {
  it('lets the corrected test reject at all: 6 blocks for one comparison, 11 for 28', () => {
    const comparisons = [1, 3, 5, 7, 10, 15, 28];
    expect(comparisons.map((m) => blocksToReject(m, 0.05))).to.deep.equal([6, 7, 8, 9, 9, 10, 11]);
    for (const m of comparisons) {
      const least = (blocks: number) =>
        holm([signedRankP(up(blocks), 0, 'two-sided'), ...new Array<number>(m - 1).fill(1)])[0]!;
      expect(least(blocksToReject(m, 0.05))).to.be.at.most(0.05);
      expect(least(blocksToReject(m, 0.05) - 1)).to.be.above(0.05);
    }
  });

  it('sees 16, 26 and 31 % with eight blocks and five comparisons at the usual spreads', () => {
    const spread = (sd: number) => {
      const shape = [-1.5, -1, -0.5, -0.25, 0.25, 0.5, 1, 1.5];
      return shape.map((d) => (d * sd) / standardDeviation(shape));
    };
    const seen = (sd: number) => smallestDetectableDifference(spread(sd), 5, 0.05, 0.8);
    expect(seen(0.105)).to.be.closeTo(0.163, 0.001);
    expect(seen(0.17)).to.be.closeTo(0.264, 0.001);
    expect(seen(0.2)).to.be.closeTo(0.311, 0.001);
  });

  it('finds a difference of that size about as often as promised', () => {
    const stream = new RandomStream(15, 'power');
    const unit = [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1].map((d) => d * Math.sqrt(11 / 12));
    const size = smallestDetectableDifference(unit, 1, 0.05, 0.8);
    let found = 0;
    for (let trial = 0; trial < 2000; trial++) {
      if (signedRankP(draw(stream, 12, size), 0, 'two-sided') < 0.05) found++;
    }
    expect(found / 2000).to.be.within(0.72, 0.88);
  });

  it('raises no false alarm in more than 5 % of families of four like strategies', () => {
    const stream = new RandomStream(16, 'a/a');
    let families = 0;
    let single = 0;
    for (let trial = 0; trial < 1500; trial++) {
      const baseline = draw(stream, 8, 0);
      const ps = Array.from({ length: 4 }, () => {
        const arm = draw(stream, 8, 0);
        return signedRankP(
          arm.map((value, b) => value - baseline[b]!),
          0,
          'two-sided',
        );
      });
      if (ps[0]! < 0.05) single++;
      if (holm(ps).some((p) => p < 0.05)) families++;
    }
    // One comparison errs in 10/256 of the cases: 3.9 %.
    expect(single / 1500).to.be.within(0.024, 0.055);
    expect(families / 1500).to.be.below(0.05);
  });

  it('needs four times the blocks for half the width', () => {
    expect(blocksForMargin(8, 0.1, 0.05)).to.equal(32);
    expect(blocksForMargin(8, 0.2, 0.05)).to.equal(128);
  });

  it('refuses a spread from one difference', () => {
    expect(() => smallestDetectableDifference([1], 1, 0.05, 0.8)).to.throw('two or more');
  });
});
