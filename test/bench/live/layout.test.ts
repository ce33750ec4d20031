import { expect } from 'chai';
import { blocksWithin, isNarrow } from '../../../src/bench/live/extent.ts';
import { slotsOf } from '../../../src/bench/live/layout.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import { compareWithBaseline } from '../../../src/comparison/against-baseline.ts';
import type { MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import type { Comparison } from '../../../src/results/comparison-schema.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { blocksOf, DESIGN, runWith } from '../../comparison/trials.ts';

const CLOSED: MeasuredScenario = {
  ...TINY,
  load: { model: 'closed', connections: [1, 3], lightShare: 0.5, warmupMs: 20, durationMs: 100 },
};

describe('the layout of a block', () => {
  const named = async (block: number, scenario = TINY, mode: 'blocks' | 'quick' = 'blocks') => {
    const arms = await parseArms(['random,round-robin,pull-fifo,least-active'], undefined);
    const design = { ...DESIGN, mode, baseline: 'round-robin' };
    return slotsOf(block, arms, scenario, design, 7).map(
      ({ arm, twin, connections, seed }) => `${arm.label}${twin ? ' again' : ''} ${connections} ${seed}`,
    );
  };

  it('holds every arm once and the baseline twice, all on one seed', async () => {
    expect((await named(2)).sort()).to.deep.equal([
      'least-active null 9',
      'pull-fifo null 9',
      'random null 9',
      'round-robin again null 9',
      'round-robin null 9',
    ]);
  });

  it('is another order in every block, and the same one each time it is asked for', async () => {
    const orders = await Promise.all([0, 1, 2, 3, 4, 5].map((block) => named(block)));
    const places = orders.map((order) => order.map((one) => one.replace(/ \d+$/, '')).join());
    expect(new Set(places).size).to.be.at.least(4);
    expect(await named(3)).to.deep.equal(orders[3]);
  });

  it('of a quick run has no twin, and of a closed loop every number of connections', async () => {
    expect(await named(0, TINY, 'quick')).to.have.lengthOf(4);
    expect(await named(0, CLOSED)).to.have.lengthOf(10);
  });
});

describe('the extent of a run', () => {
  it('is as many blocks as fit, one at least', async () => {
    const arms = await parseArms(['random,round-robin'], undefined);
    expect(blocksWithin(1, 3, arms, TINY)).to.equal(1);
    expect(blocksWithin(10_000, 3, arms, TINY)).to.equal(2);
    expect(blocksWithin(1e6, 3, arms, TINY)).to.equal(3);
  });

  it('is enough once all intervals of the first class are narrow, whatever they show', () => {
    const run = (noise: number) => {
      const trials = blocksOf({ base: 1, rival: 1.5 }, 10, noise, 1);
      const comparisons: Comparison[] = compareWithBaseline(trials, DESIGN);
      return runWith(trials, { comparisons });
    };
    expect(isNarrow(run(0.02), 0.05)).to.equal(true);
    expect(isNarrow(run(0.2), 0.05)).to.equal(false);
    expect(isNarrow(runWith([]), 0.05), 'before there are any').to.equal(false);
  });
});
