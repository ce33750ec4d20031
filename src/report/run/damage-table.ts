import { sum } from '../../measuring/statistics/sum.ts';
import type { RunResult } from '../../results/schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import { digits, goodShare } from '../table/numbers.ts';
import { columns, keyed, type TableData } from '../table/table.ts';
import { rowName } from './run-table.ts';

const COLUMNS = keyed(
  ['strategy'],
  [
    ...columns('l', ['strategy']),
    ...columns('r', ['faults', 'deaths', 'lost', 'retried', 'duplicates dropped', 'rejected', 'timed out']),
    ...columns('r', ['good in time', 'recovery mean', 'longest']),
  ],
);

/** The cost of the scenario's faults for each strategy; undefined without faults. */
export function damageTable({ strategies, trials }: RunResult): TableData | undefined {
  const rows = strategies.flatMap((strategy) => {
    const { damage, classes } = strategy;
    if (damage === undefined) return [];
    const heavy = classes.find((one) => one.name === 'heavy')?.counts;
    const all = classes.filter((one) => one.name === 'heavy' || one.name === 'light');
    const own = trialsOf(trials, strategy);
    const attained = sum(
      own.flatMap((one) => one.classes.filter(isHeavy).map((heavyOne) => heavyOne.attained)),
    );
    const row = [
      rowName(strategy),
      damage.injected,
      // A pool's workers die unseen.
      strategy.alternative !== undefined && damage.workerDeaths === 0 ? '–' : damage.workerDeaths,
      sum(all.map(({ counts }) => counts.lost)),
      ...(strategy.alternative === undefined ? [damage.retried, damage.duplicatesDropped] : ['–', '–']),
      sum(all.map(({ counts }) => counts.rejected)),
      sum(all.map(({ counts }) => counts.timedOut)),
      goodShare(heavy === undefined || heavy.offered === 0 ? null : attained / heavy.offered),
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.mean)} ms`,
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.max)} ms`,
    ];
    return [row];
  });
  return rows.length === 0 ? undefined : { columns: COLUMNS, rows };
}

function isHeavy({ name }: { readonly name: string }): boolean {
  return name === 'heavy';
}
