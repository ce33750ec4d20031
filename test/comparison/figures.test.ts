import { expect } from 'chai';
import { Figures } from '../../src/comparison/figures.ts';
import { blocksOf, DESIGN, judgedRun, trial } from './trials.ts';

const QUICK = { ...DESIGN, mode: 'quick' as const };
const RIVAL = { name: 'rival', connections: null };
const BASE = { name: 'base', connections: null };

describe('a figure', () => {
  it('of a quick run is the median of the complete blocks', () => {
    const trials = [
      ...[10, 30, 20].flatMap((ms, block) => [trial(block, 'base', 5), trial(block, 'rival', ms)]),
      trial(3, 'rival', 900),
    ];
    const figures = new Figures({ trials, design: QUICK });
    expect(figures.of(RIVAL, 'short', 'p95')).to.deep.equal({ ms: 20, blocksMs: [10, 30, 20] });
  });

  it('is none where a block has none', () => {
    const trials = [trial(0, 'rival', 10), trial(1, 'rival', null)];
    expect(new Figures({ trials, design: QUICK }).of(RIVAL, 'short', 'p95').ms).to.equal(null);
    expect(new Figures({ trials, design: QUICK }).of(RIVAL, 'long', 'p95').ms).to.equal(null);
  });

  it('with verdicts is to the one of the baseline as the ratio of the verdict says', () => {
    const run = judgedRun(blocksOf({ base: 1, rival: 0.7, other: 3 }, 8, 0.4, 1));
    const figures = new Figures(run);
    for (const name of ['rival', 'other']) {
      const { ratio } = run.comparisons.find((one) => one.strategy === name)!;
      const [own, base] = [{ name, connections: null }, BASE].map(
        (one) => figures.of(one, 'short', 'p95').ms!,
      );
      expect(own! / base!).to.be.closeTo(ratio!.estimate, 1e-9);
    }
  });

  it('of an overloaded strategy is its median: it has no ratio', () => {
    const trials = blocksOf({ base: 1, rival: 2 }, 3, 0.3, 1).map((one) => ({
      ...one,
      unstable: one.strategy === 'rival',
    }));
    const { ms, blocksMs } = new Figures({ trials, design: DESIGN }).of(RIVAL, 'short', 'p95');
    expect(blocksMs.toSorted((a, b) => a! - b!)[1]).to.equal(ms);
  });
});
