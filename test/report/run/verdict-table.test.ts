import { expect } from 'chai';
import { verdictTable } from '../../../src/report/run/verdict-table.ts';
import type { Design } from '../../../src/results/schema.ts';
import type { TrialRecord } from '../../../src/results/trial-schema.ts';
import { blocksOf, DESIGN, judgedRun, trial } from '../../comparison/trials.ts';
import { cellsOf } from '../table/table-cells.ts';

function tableOf(trials: TrialRecord[], design: Design = DESIGN): string[][] {
  return cellsOf(verdictTable(judgedRun(trials, design)));
}

/** `−23 % [−31, −14]` as a ratio. */
function ratioIn(cell: string): number {
  return 1 + Number(cell.split(' %')[0]!.replace('−', '-')) / 100;
}

/** Blocks that differ by far more than strategies do: the median of a strategy's blocks says little about its ratios. */
const WILD = Array.from({ length: 9 }, (_, block) => {
  const level = [10, 12, 15, 30, 348, 400, 500, 700, 900][block]!;
  const ratio = [1.1, 1.02, 0.97, 1.05, 0.6, 0.99, 1.03, 0.95, 1.04][block]!;
  return [trial(block, 'base', level), trial(block, 'rival', level * ratio)];
}).flat();

describe('the table of verdicts', () => {
  it('shows values that fit the ratio beside them', () => {
    const runs = [
      WILD,
      ...[1, 2, 3, 4].map((seed) => blocksOf({ base: 1, rival: 0.7, other: 3 }, 8, 0.4, seed)),
    ];
    for (const trials of runs) {
      const [, baseline, ...rivals] = tableOf(trials);
      for (const [, name, , likeForLike, , ratio] of rivals) {
        const expected = Number(baseline![3]) * ratioIn(ratio!);
        // Two numbers of three digits, and a ratio to half a percent of the baseline.
        expect(Number(likeForLike) / expected, name).to.be.within(0.96, 1.04);
      }
    }
  });

  it('is in the order of the ratios', () => {
    const [, ...rows] = tableOf(blocksOf({ base: 1, slow: 3, fast: 0.3 }, 8, 0.05, 2));
    expect(rows.map(([, name]) => name)).to.deep.equal(['base', 'fast', 'slow']);
  });

  it('shows the blocks of a quick run and no ratios', () => {
    const [head, , rival] = tableOf(WILD.slice(0, 4), { ...DESIGN, mode: 'quick' });
    expect(head).to.deep.equal(['requests', 'strategy', 'measure', 'lowest–highest', 'good in time']);
    expect(rival).to.deep.equal(['', 'rival', 'p95', '11.0–12.2', '100.00 %']);
  });

  it('says of an unstable strategy that it is, and nothing else, be it the baseline', () => {
    const unstable = (name: string) =>
      blocksOf({ base: 1, rival: 2 }, 8, 0.05, 1).map((one) => ({ ...one, unstable: one.strategy === name }));
    expect(tableOf(unstable('rival'))[2]).to.deep.equal(
      '|rival|p95|–|–|–|–|100.00 %|1.000|unstable'.split('|'),
    );
    expect(tableOf(unstable('base'))[1]).to.deep.equal(
      'short|base|p95|–|–|–|–|100.00 %|–|baseline, unstable'.split('|'),
    );
  });

  it('does not count how many thousands of blocks it would take', () => {
    const trials = Array.from({ length: 8 }, (_, block) => [
      trial(block, 'base', 100),
      trial(block, 'rival', [11, 20, 92, 97, 103, 110, 500, 900][block]!),
    ]).flat();
    const [, , rival] = tableOf(trials);
    expect(rival!.at(-1)).to.equal('inconclusive (more than 1000 blocks)');
  });
});
