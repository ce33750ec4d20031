import { expect } from 'chai';
import { Figures } from '../../../src/comparison/figures.ts';
import { predictionTable } from '../../../src/report/run/prediction-table.ts';
import { classAt, runWith, trialOf } from '../../comparison/trials.ts';
import { strategy, summary } from '../../results/tiny-run.ts';
import { cellsOf } from '../table/table-cells.ts';

describe('the table of what was simulated', () => {
  it('shows values that fit the difference beside them, however blocks differ', () => {
    const measured = [20, 26, 28, 300, 310];
    const simulated = [27.6, 27.4, 20, 302, 312];
    const trials = measured.map((meanMs, block) => {
      const predictedMs = { mean: simulated[block]!, p95: simulated[block]! * 2 };
      return trialOf(block, 'base', [{ ...classAt('heavy', meanMs * 2), meanMs, predictedMs }]);
    });
    const run = runWith(trials, { strategies: [strategy('base', [summary('heavy', 5)])] });
    const table = predictionTable(run);
    const figures = new Figures(run);
    const base = { name: 'base', connections: null };
    const [mean, p95] = (['mean', 'p95'] as const).map((metric) => figures.of(base, 'heavy', metric).ms);
    const [, row] = cellsOf(table!);
    const [, , meanSimulated, differs, p95Simulated, p95Differs] = row!;
    for (const [one, other, text] of [
      [mean, meanSimulated, differs],
      [p95, p95Simulated, p95Differs],
    ] as [number, string, string][]) {
      const percent = Number(text.replace(' %', '').replace('−', '-'));
      expect((one / Number(other) - 1) * 100).to.be.closeTo(percent, 0.6);
    }
    expect(mean, 'what was measured is its median').to.equal(28);
  });
});
