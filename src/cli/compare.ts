import type { Command } from 'commander';
import { UsageError } from '../catalogue/usage-error.ts';
import { comparisonDoubts, comparisonTable } from '../report/comparison-table.ts';
import { runReport } from '../report/run-report.ts';
import { readRun } from '../results/store.ts';
import { printLines } from './output.ts';

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('print two or more runs side by side, or one again')
    .argument('<runs...>', 'folders of results/, or result files')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d\n  npm run compare -- results/20260101T120000Z-mixed-1a2b3c4d results/20260102T120000Z-mixed-5e6f7a8b',
    )
    .action(async (paths: readonly string[]) => {
      const runs = await Promise.all(paths.map(readRun));
      const [first, second] = runs;
      if (first !== undefined && second === undefined) {
        printLines(runReport(first));
        return;
      }
      const scenarios = new Set(runs.map((run) => run.scenario.name));
      if (scenarios.size > 1) {
        throw new UsageError([
          `These runs are of different scenarios (${[...scenarios].join(', ')}); there is nothing to compare`,
        ]);
      }
      printLines([comparisonTable(runs), ...comparisonDoubts(runs).map((doubt) => `Careful: ${doubt}.`)]);
    });
}
