import { likeForLikeOfPairs } from '../../comparison/like-for-like.ts';
import type { RunResult } from '../../results/schema.ts';
import type { TrialClass } from '../../results/trial-schema.ts';
import { change, digits } from '../table/numbers.ts';
import { columns, type Draw } from '../table/table.ts';

const COLUMNS = [
  ...columns('l', ['strategy', 'requests']),
  ...columns('r', ['mean', 'simulated'], 'ms'),
  ...columns('r', ['differs']),
  ...columns('r', ['p95', 'simulated'], 'ms'),
  ...columns('r', ['differs']),
];

/** What the simulator says of the same requests, over all blocks; undefined where it says nothing. */
export function predictionTable(run: RunResult, draw: Draw): ReturnType<Draw> | undefined {
  const rows = run.strategies.flatMap(({ name, connections, classes }) => {
    const own = run.trials.filter(
      (one) => one.strategy === name && one.connections === connections && !one.twin,
    );
    const predicted = classes.flatMap((summary) => {
      const trials = own.flatMap((trial) => trial.classes.filter((one) => one.name === summary.name));
      if (trials.length === 0 || trials.some((one) => one.predictedMs === null)) return [];
      const mean = pair(trials, (one) => [one.meanMs, one.predictedMs?.mean ?? null]);
      const p95 = pair(trials, (one) => [one.rankedMs.p95, one.predictedMs?.p95 ?? null]);
      return [[summary.name, ...mean, ...p95]];
    });
    return predicted.map((cells, i) => [i === 0 ? name : '', ...cells]);
  });
  return rows.length === 0 ? undefined : draw({ columns: COLUMNS, rows });
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
