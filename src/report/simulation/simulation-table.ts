import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import type { SimulatedResult, SimulationRun } from '../../results/simulation-schema.ts';
import { notOk } from '../run/run-table.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type TableData } from '../table/table.ts';

const COLUMNS = keyed(
  ['load', 'strategy', 'requests'],
  [
    ...columns('l', ['load', 'strategy', 'requests']),
    ...columns('r', ['offered', 'not ok']),
    ...columns('r', ['mean', 'p50', 'p99', 'p99.9'], 'ms'),
    ...columns('r', ['slowdown', 'p50', 'p99', 'p99.9'], '×'),
  ],
);
const CONDUCT_COLUMNS = keyed(
  ['load', 'strategy'],
  columns('l', [
    'load',
    'strategy',
    'window',
    'may know',
    '÷ central FIFO',
    'mean ±',
    'busy',
    'burst on one worker',
    'overtaken',
    'longest wait',
  ]),
);

/** By load, strategy and type: response times in ms and slowdowns, each the mean over the replications. */
export function simulationTable(run: SimulationRun): TableData {
  const rows = run.strategies.flatMap((result) =>
    result.classes.map((summary, i) => row(result, summary, i === 0)),
  );
  return { columns: COLUMNS, rows };
}

/** What each strategy may know, and how it used the workers. */
export function conductTable(run: SimulationRun): TableData {
  const retries = run.strategies.some(({ retried = 0 }) => retried > 0);
  const rows = run.strategies.map((result) => [
    ...conductOf(result),
    ...(retries ? [String(result.retried ?? '–')] : []),
  ]);
  return { columns: [...CONDUCT_COLUMNS, ...(retries ? columns('l', ['retried']) : [])], rows };
}

function conductOf(result: SimulatedResult): string[] {
  const isBound = result.kind === 'reference';
  const { meanResponseIntervalMs: interval, concentration } = result;
  return [
    loadName(result.load),
    nameInTable(result),
    isBound ? '–' : String(result.window ?? 'no limit'),
    isBound ? 'a bound, not a strategy' : result.uses.join(', ') || 'nothing of the jobs',
    digits(result.vsIdeal),
    interval === null || interval[0] + interval[1] === 0
      ? '–'
      : `${digits(((interval[1] - interval[0]) / (interval[1] + interval[0])) * 100)} %`,
    isBound ? '–' : `${digits(result.busyShare * 100)} %`,
    concentration === null
      ? '–'
      : `${digits(concentration.mean * 100)} % (max ${digits(concentration.max * 100)})`,
    `${digits(result.overtakenShare * 100)} %`,
    `${digits(result.longestWaitMs)} ms`,
  ];
}

function row(result: SimulatedResult, summary: ClassSummary, first: boolean): string[] {
  const { responseMs, slowdown, counts, name } = summary;
  return [
    first ? loadName(result.load) : '',
    first ? nameInTable(result) : '',
    name,
    String(counts.offered),
    first && result.unfinished > 0 ? `${notOk(counts)}, ${result.unfinished} unfinished` : notOk(counts),
    digits(responseMs.mean),
    digits(responseMs.p50),
    digits(responseMs.p99),
    digits(responseMs.p999),
    digits(slowdown.mean),
    digits(slowdown.p50),
    digits(slowdown.p99),
    digits(slowdown.p999),
  ];
}

export function nameInTable({ name, kind }: SimulatedResult): string {
  return kind === 'reference' ? `(${name})` : name;
}

function loadName(load: number | null): string {
  return load === null ? 'as given' : String(load);
}
