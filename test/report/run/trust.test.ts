import { expect } from 'chai';
import { rankingInRun } from '../../../src/comparison/run-ranking.ts';
import { trustLine } from '../../../src/report/run/trust.ts';
import { blocksOf, judgedRun } from '../../comparison/trials.ts';

const RUN = judgedRun(blocksOf({ base: 1, again: 1, rival: 2, third: 3 }, 8, 0.05, 1));

/** With these as what it could tell apart. */
function said(detectable: Readonly<Record<string, number | null>>): string {
  const comparisons = RUN.comparisons.map((one) => ({
    ...one,
    detectableRatio: detectable[one.strategy] ?? null,
  }));
  return trustLine({ ...RUN, comparisons }, rankingInRun(RUN, 'short')!).replace(/^Noise: .*?\]\. /, '');
}

describe('how far to trust a run of blocks', () => {
  it('is the difference that it detects, from the steadiest strategy to the one that varies most', () => {
    expect(said({ rival: 1.13, third: 1.95 })).to.equal(
      'This run detects differences from base of 13 % (rival) to 95 % (third) or more.',
    );
    expect(said({ rival: 1.4, third: 1.4 })).to.equal(
      'This run detects differences from base of 40 % or more.',
    );
  });

  it('has no figure where there is nothing to tell', () => {
    expect(said({ rival: 1.2, third: 1e54 })).to.equal(
      'This run detects differences from base of 20 % (rival) to ten times (third) or more.',
    );
    expect(said({})).to.equal('Too few blocks to say which differences it can detect.');
  });
});
