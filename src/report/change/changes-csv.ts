import type { Change } from '../../comparison/between-runs.ts';
import { csvLine } from '../table/csv.ts';
import type { Beside } from './beside.ts';

const HEAD = [
  'run',
  'kind',
  'strategy',
  'connections',
  'load',
  'requests',
  'measure',
  'unit',
  'before',
  'after',
  'ratio',
  'ratioLow',
  'ratioHigh',
  'p',
  'verdict',
];

/** Long format: one line per run, strategy and class of requests. */
export function changesCsv(others: readonly Beside[]): string[] {
  const lines = others.flatMap(({ run, change }) => {
    const kind = change.relativeBecause === null ? 'change' : 'change to own baseline';
    return [
      ...change.drift.map((one) => line(run.runId, 'drift', one)),
      ...change.rows.map((one) => line(run.runId, kind, one)),
    ];
  });
  return [csvLine(HEAD), ...lines];
}

function line(runId: string, kind: string, one: Change): string {
  const { connections, load } = one.level;
  const { estimate, low, high } = one.ratio ?? {};
  const before = [runId, kind, one.strategy, connections, load, one.class, one.metric, one.unit];
  return csvLine([...before, one.before, one.after, estimate, low, high, one.p, one.verdict]);
}
