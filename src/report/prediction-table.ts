import { likeForLikeOfPairs } from '../comparison/like-for-like.ts';
import type { RunResult } from '../results/schema.ts';
import type { TrialClass } from '../results/trial-schema.ts';
import { DrawnTable } from './drawn-table.ts';
import { change, digits } from './numbers.ts';

/** What the simulator says of the same requests, over all blocks; undefined where it says nothing. */
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

/** Measured, simulated like for like, and the difference, over the trials that have both. */
function pair(
  trials: readonly TrialClass[],
  values: (one: TrialClass) => readonly [number | null, number | null],
): [string, string, string] {
  const both = trials
    .map(values)
    .filter((pair): pair is [number, number] => !pair.includes(null) && pair[1] !== 0);
  if (both.length === 0) return ['–', '–', '–'];
  const { first: measured, second: simulated, ratio } = likeForLikeOfPairs(both);
  return [digits(measured), digits(simulated), `${change(1 / ratio)} %`];
}
