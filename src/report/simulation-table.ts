import Table from 'cli-table3';
import type { ClassSummary } from '../measurement/class-summary.ts';
import type { SearchResult, SimulatedResult, SimulationRun } from '../results/simulation-schema.ts';
import { digits } from './numbers.ts';
import { notOk } from './run-table.ts';
import { COMPACT } from './table-style.ts';

/** By load, strategy and type: response times in ms and slowdowns, each the mean of the replications' own figures. */
export function simulationTable(run: SimulationRun): string {
  const head = [
    'load',
    'strategy',
    'requests',
    'offered',
    'not ok',
    'mean',
    'p50',
    'p99',
    'p99.9',
    'slowdown',
    'p50',
    'p99',
    'p99.9',
  ];
  const table = new Table({ ...COMPACT, head, colAligns: head.map((_, i) => (i < 3 ? 'left' : 'right')) });
  for (const result of run.strategies) {
    result.classes.forEach((summary, i) => {
      table.push(row(result, summary, i === 0));
    });
  }
  return table.toString();
}

/** What each was allowed to know, and how it used the workers. */
export function conductTable(run: SimulationRun): string {
  const retries = run.strategies.some(({ retried = 0 }) => retried > 0);
  const head = [
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
    ...(retries ? ['retried'] : []),
  ];
  const table = new Table({ ...COMPACT, head });
  for (const result of run.strategies)
    table.push([...conductOf(result), ...(retries ? [String(result.retried ?? '–')] : [])]);
  return table.toString();
}

function conductOf(result: SimulatedResult): string[] {
  const isBound = result.kind === 'reference';
  const { meanResponseIntervalMs: interval, concentration } = result;
  return [
    loadName(result.load),
    rowName(result),
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

export function searchTable(searches: readonly SearchResult[]): string {
  const table = new Table({
    ...COMPACT,
    head: ['strategy', searches[0]?.question ?? '', '95 % interval', 'on each seed'],
  });
  for (const { name, mean, interval, found } of searches) {
    table.push([
      name,
      mean === null ? 'none in reach' : digits(mean),
      interval === null ? '–' : `${digits(interval[0])} to ${digits(interval[1])}`,
      found.map((value) => value ?? 'none').join(', '),
    ]);
  }
  return table.toString();
}

function row(result: SimulatedResult, summary: ClassSummary, first: boolean): string[] {
  const { responseMs, slowdown, counts, name } = summary;
  return [
    first ? loadName(result.load) : '',
    first ? rowName(result) : '',
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

function rowName({ name, kind }: SimulatedResult): string {
  return kind === 'reference' ? `(${name})` : name;
}

function loadName(load: number | null): string {
  return load === null ? 'as given' : String(load);
}
