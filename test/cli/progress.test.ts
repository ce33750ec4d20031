import { expect } from 'chai';
import { progressLine } from '../../src/cli/progress.ts';

const WHAT = 'consistent-hash-bounded-load:factor=1.25 (block 12, 103 of 120): warming up 12 s';

describe('the line of progress', () => {
  it('never fills the terminal to its last column, where it would wrap', () => {
    for (const columns of [20, 40, 80, 81, 100, 200])
      for (const share of [0, 0.333, 1])
        expect(progressLine(share, 3_599_000, WHAT, columns)).to.have.length.below(columns);
  });

  it('keeps its words before its bar where there is little room', () => {
    expect(progressLine(0.5, 42_000, 'pull-fifo (block 1, 3 of 12): measuring 3 s', 70)).to.equal(
      '███████░░░░░░░ 42 s left · pull-fifo (block 1, 3 of 12): measuring 3 s'.slice(0, 69),
    );
    expect(progressLine(0.5, 42_000, 'random', 200)).to.match(/^█{12}░{12} 42 s left · random$/);
  });
});
