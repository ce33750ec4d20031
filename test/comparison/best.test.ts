import { expect } from 'chai';
import { compareWithBaseline } from '../../src/comparison/against-baseline.ts';
import { leadersOf } from '../../src/comparison/best.ts';
import { blocksOf, DESIGN } from './trials.ts';

const SEEDS = 400;

function judged(factors: Readonly<Record<string, number>>, noise: number, seed: number, blocks = 8) {
  const comparisons = compareWithBaseline(blocksOf(factors, blocks, noise, seed), DESIGN);
  const verdict = (name: string) => comparisons.find(({ strategy }) => strategy === name)!.verdict;
  return { ...leadersOf(comparisons, DESIGN), comparisons, verdict };
}

/** Share of runs that leave out one of these, which are all as good as the best. */
function leftOut(factors: Readonly<Record<string, number>>, good: readonly string[], blocks = 8): number {
  let runs = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const { best } = judged(factors, 0.2, seed, blocks);
    if (!good.every((name) => best.includes(name))) runs++;
  }
  return runs / SEEDS;
}

describe('the best', () => {
  it('are all that no other certainly beats', () => {
    const { best } = judged({ base: 2, fast: 1, alike: 1.01, slow: 1.6 }, 0.05, 3);
    expect(best).to.have.members(['fast', 'alike']);
    expect(judged({ base: 2, fast: 1 }, 0.02, 3).best).to.deep.equal(['fast']);
  });

  it('leave out one that is as good as the best in at most 5 % of runs', () => {
    const alike = { base: 1, a: 1, b: 1, c: 1, d: 1 };
    expect(leftOut(alike, Object.keys(alike)), 'where all are alike').to.be.at.most(0.05);
    expect(leftOut(alike, Object.keys(alike), 6), 'in six blocks').to.be.at.most(0.05);
    const some = { base: 2, a: 1, b: 1, c: 1, d: 3 };
    expect(leftOut(some, ['a', 'b', 'c']), 'where some are worse').to.be.at.most(0.05);
  });

  it('never contradict the verdicts on strategies and baseline', () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const factors = { base: 1.2, a: 1, b: 1.1, c: 1.4 };
      const { best, verdict } = judged(factors, 0.15, seed);
      const rivals = ['a', 'b', 'c'];
      const beaten = rivals.some((name) => verdict(name) === 'better');
      expect(best.includes('base'), `seed ${seed}: the baseline is out where something is better`).to.equal(
        !beaten,
      );
      for (const name of rivals) if (verdict(name) === 'worse') expect(best).to.not.include(name);
    }
  });

  it('are none where the baseline differed from itself', () => {
    const { comparisons } = judged({ base: 2, fast: 1 }, 0.02, 3);
    const void_ = comparisons.map((one) => ({ ...one, verdict: 'invalid' as const }));
    expect(leadersOf(void_, DESIGN)).to.deep.equal({ best: [], allAlikeP: null });
  });

  it('do not count an unstable strategy, be it the baseline', () => {
    const trials = blocksOf({ base: 1, rival: 1.01, other: 3 }, 8, 0.05, 1).map((one) => ({
      ...one,
      unstable: one.strategy === 'base',
    }));
    expect(leadersOf(compareWithBaseline(trials, DESIGN), DESIGN).best).to.deep.equal(['rival']);
  });
});

describe('that all are alike', () => {
  it('is as likely as the pair that differs most', () => {
    expect(judged({ base: 1, second: 2, third: 3 }, 0.05, 5).allAlikeP).to.equal(2 / 256);
    expect(judged({ base: 1, second: 1, third: 1 }, 0.05, 5).allAlikeP).to.be.above(0.05);
    expect(judged({ base: 1 }, 0.05, 5).allAlikeP, 'with nothing to compare').to.equal(null);
  });
});
