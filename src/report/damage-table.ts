import Table from 'cli-table3';
import type { RunResult } from '../results/schema.ts';
import { digits } from './numbers.ts';
import { rowName } from './run-table.ts';
import { COMPACT } from './table-style.ts';

/** What the scenario's faults cost each strategy; undefined where it has none. */
export function damageTable({ strategies, trials }: RunResult): string | undefined {
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
  const table = new Table({ ...COMPACT, head, colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')) });
  for (const strategy of strategies) {
    const { damage, classes, name, connections } = strategy;
    if (damage === undefined) return undefined;
    const heavy = classes.find((one) => one.name === 'heavy')?.counts;
    const all = classes.filter((one) => one.name === 'heavy' || one.name === 'light');
    const own = trials.filter((one) => one.strategy === name && one.connections === connections && !one.twin);
    const attained = sum(
      own.flatMap((one) => one.classes.filter(isHeavy).map((heavyOne) => heavyOne.attained)),
    );
    table.push([
      rowName(strategy),
      damage.injected,
      damage.workerDeaths,
      sum(all.map(({ counts }) => counts.lost)),
      damage.retried,
      damage.duplicatesDropped,
      sum(all.map(({ counts }) => counts.rejected)),
      sum(all.map(({ counts }) => counts.timedOut)),
      heavy === undefined || heavy.offered === 0 ? '–' : `${((attained / heavy.offered) * 100).toFixed(2)} %`,
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.mean)} ms`,
      damage.recoveryMs === null ? '–' : `${digits(damage.recoveryMs.max)} ms`,
    ]);
  }
  return table.toString();
}

function isHeavy({ name }: { readonly name: string }): boolean {
  return name === 'heavy';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
