import { likeForLikeOfPairs } from '../../comparison/like-for-like.ts';
import type { RunResult } from '../../results/schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { change, digits } from '../table/numbers.ts';
import { columns, keyed, type TableData } from '../table/table.ts';

const COLUMNS = keyed(
  ['strategy', 'requests'],
  [
    ...columns('l', ['strategy', 'requests']),
    { name: 'mean', group: 'simulated', unit: 'ms', align: 'r' },
    { name: 'measured', group: 'simulated', align: 'r' },
    { name: 'p95', group: 'simulated', unit: 'ms', align: 'r' },
    { name: 'measured', group: 'simulated', align: 'r' },
  ],
);

/** The simulator's result for the same requests, over all blocks; undefined without one. */
export function predictionTable(run: RunResult): TableData | undefined {
  const rows = run.strategies.flatMap((strategy) => {
    const own = trialsOf(run.trials, strategy);
    const predicted = strategy.classes.flatMap((summary) => {
      const trials = own.flatMap((trial) => trial.classes.filter((one) => one.name === summary.name));
      if (trials.length === 0 || trials.some((one) => one.predictedMs === null)) return [];
      const mean = pair(trials.map((one) => [one.meanMs, one.predictedMs?.mean ?? null]));
      const p95 = pair(trials.map((one) => [one.rankedMs.p95, one.predictedMs?.p95 ?? null]));
      return [[summary.name, ...mean, ...p95]];
    });
    return [...predicted, ...predictedJobs(own)].map((cells, i) => [i === 0 ? strategy.name : '', ...cells]);
  });
  return rows.length === 0 ? undefined : { columns: COLUMNS, rows };
}

/** Jobs of an app, each type from its arrival at the primary to its end. */
function predictedJobs(trials: readonly TrialRecord[]): string[][] {
  const all = trials.flatMap(({ jobs = [] }) => jobs);
  return [...new Set(all.map(({ name }) => name))].flatMap((name) => {
    const own = all.filter((one) => one.name === name && one.predictedMs !== undefined);
    if (own.length === 0) return [];
    const mean = pair(own.map((one) => [one.turnaroundMs?.mean ?? null, one.predictedMs?.mean ?? null]));
    const p95 = pair(own.map((one) => [one.turnaroundMs?.p95 ?? null, one.predictedMs?.p95 ?? null]));
    return [[`job ${name}`, ...mean, ...p95]];
  });
}

/** The simulated time and how much longer the real requests took, over the trials that have both. */
function pair(all: readonly (readonly [number | null, number | null])[]): [string, string] {
  const both = all.filter((pair): pair is readonly [number, number] => !pair.includes(null) && pair[1] !== 0);
  if (both.length === 0) return ['–', '–'];
  const { second: simulated, ratio } = likeForLikeOfPairs(both);
  return [digits(simulated), `${change(1 / ratio)} %`];
}
