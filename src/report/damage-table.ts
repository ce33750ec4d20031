import type { RunResult } from '../results/schema.ts';
import { type Cell, DrawnTable } from './drawn-table.ts';
import { digits, goodShare } from './numbers.ts';
import { rowName } from './run-table.ts';

/** What the scenario's faults cost each strategy; undefined where it has none. */
export function damageTable({ strategies, trials }: RunResult): DrawnTable | undefined {
  const head = [
    'strategy',
    'faults',
    'deaths',
    'lost',
    'retried',
    'duplicates dropped',
    'rejected',
    'timed out',
    'good in time',
    'recovery mean',
    'longest',
  ];
  const rows: Cell[][] = [];
  for (const strategy of strategies) {
    const { damage, classes, name, connections } = strategy;
    if (damage === undefined) return undefined;
    const heavy = classes.find((one) => one.name === 'heavy')?.counts;
    const all = classes.filter((one) => one.name === 'heavy' || one.name === 'light');
    const own = trials.filter((one) => one.strategy === name && one.connections === connections && !one.twin);
    const attained = sum(
      own.flatMap((one) => one.classes.filter(isHeavy).map((heavyOne) => heavyOne.attained)),
    );
    rows.push([
      rowName(strategy),
      damage.injected,
      damage.workerDeaths,
      sum(all.map(({ counts }) => counts.lost)),
      damage.retried,
      damage.duplicatesDropped,
      sum(all.map(({ counts }) => counts.rejected)),
      sum(all.map(({ counts }) => counts.timedOut)),
      goodShare(heavy === undefined || heavy.offered === 0 ? null : attained / heavy.offered),
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.mean)} ms`,
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.max)} ms`,
    ]);
  }
  return new DrawnTable(head, 'lrrrrrrrrrr', rows);
}

function isHeavy({ name }: { readonly name: string }): boolean {
  return name === 'heavy';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
