import type { JobsOfType } from '../../results/parts.ts';
import type { RunResult } from '../../results/schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type TableData } from '../table/table.ts';
import { notOk, rowName } from './run-table.ts';

const COLUMNS = keyed(
  ['strategy', 'jobs'],
  [
    ...columns('l', ['strategy', 'jobs']),
    ...columns('r', ['ok', 'not ok', 'wait mean', 'wait p95', 'service mean', 'service p95']),
  ],
);

/** What each job type waited and took, as the app reported it; undefined where none did. */
export function jobsTable({ strategies }: RunResult): TableData | undefined {
  const rows = strategies.flatMap((strategy) =>
    (strategy.jobs ?? []).map((jobs, i) => [i === 0 ? rowName(strategy) : '', ...cellsOf(jobs)]),
  );
  return rows.length === 0 ? undefined : { columns: COLUMNS, rows };
}

function cellsOf({ name, counts, waitMs, serviceMs }: JobsOfType): string[] {
  const bad = notOk({ offered: 0, lost: 0, lateDuplicates: 0, ...counts });
  return [
    name,
    String(counts.ok),
    bad,
    digits(waitMs.mean),
    digits(waitMs.p95),
    digits(serviceMs.mean),
    digits(serviceMs.p95),
  ];
}
