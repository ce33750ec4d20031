import type { RunResult } from '../results/schema.ts';
import type { TrialClass } from '../results/trial-schema.ts';
import { median } from '../statistics/quantile.ts';
import { DrawnTable } from './drawn-table.ts';
import { digits } from './numbers.ts';

/** What the simulator says of the same requests, medians over the blocks; undefined where it says nothing. */
export function predictionTable(run: RunResult): DrawnTable | undefined {
  const head = ['strategy', 'requests', 'mean', 'simulated', 'differs', 'p95', 'simulated', 'differs'];
  const rows: string[][] = [];
  for (const { name, connections, classes } of run.strategies) {
    const own = run.trials.filter(
      (one) => one.strategy === name && one.connections === connections && !one.twin,
    );
    let first = true;
    for (const summary of classes) {
      const trials = own.flatMap((trial) => trial.classes.filter((one) => one.name === summary.name));
      if (trials.length === 0 || trials.some((one) => one.predictedMs === null)) continue;
      const mean = pair(trials, (one) => [one.meanMs, one.predictedMs?.mean ?? null]);
      const p95 = pair(trials, (one) => [one.rankedMs.p95, one.predictedMs?.p95 ?? null]);
      rows.push([first ? name : '', summary.name, ...mean, ...p95]);
      first = false;
    }
  }
  return rows.length === 0 ? undefined : new DrawnTable(head, 'llrrrrrr', rows);
}

/** Measured, simulated and the difference, over the trials that have both. */
function pair(
  trials: readonly TrialClass[],
  values: (one: TrialClass) => readonly [number | null, number | null],
): [string, string, string] {
  const both = trials
    .map(values)
    .filter((pair): pair is [number, number] => !pair.includes(null) && pair[1] !== 0);
  if (both.length === 0) return ['–', '–', '–'];
  const measured = median(both.map(([value]) => value));
  const simulated = median(both.map(([, value]) => value));
  const difference = median(both.map(([value, other]) => value / other - 1)) * 100;
  return [
    digits(measured),
    digits(simulated),
    `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)} %`,
  ];
}
