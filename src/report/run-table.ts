import type { ClassSummary, Counts } from '../measurement/class-summary.ts';
import type { RunResult, StrategyResult } from '../results/schema.ts';
import { type Cell, DrawnTable } from './drawn-table.ts';
import { digits, shares } from './numbers.ts';

const HEAD = [
  'strategy',
  'requests',
  'offered',
  'ok',
  'not ok',
  'ok/s',
  'mean',
  'p50',
  'p90',
  'p95',
  'p99',
  'max',
  'jobs by worker',
];

/** The comparison: strategy × class, response times in ms. The fastest p95 of each class says so. */
export function runTable(run: RunResult): DrawnTable {
  const rows = run.strategies.flatMap((strategy) =>
    strategy.classes.map((summary, i) => row(strategy, summary, i === 0, isFastest(run, strategy, summary))),
  );
  return new DrawnTable(HEAD, 'llrrrrrrrrrrl', rows);
}

/** Beside every comparison: what each strategy was allowed to know, and what it cost. */
export function knowledgeTable(run: RunResult): DrawnTable {
  const head = [
    'strategy',
    'window',
    'may know',
    '÷ ideal',
    'decision p50',
    'primary CPU',
    'requests by HTTP worker',
  ];
  const rows = run.strategies.map((strategy) => [
    rowName(strategy),
    strategy.name === 'inline' ? '–' : (strategy.window ?? 'no limit'),
    strategy.uses.join(', ') || 'nothing of the jobs',
    digits(strategy.vsIdeal),
    strategy.decisionNs === null ? '–' : `${digits(strategy.decisionNs.p50 / 1000)} µs`,
    `${digits(strategy.primaryCpuMs / 1000)} s`,
    shares(strategy.httpWorkers.map((worker) => worker.requests)),
  ]);
  return new DrawnTable(head, 'lllllll', rows);
}

function row(strategy: StrategyResult, summary: ClassSummary, first: boolean, fastest: boolean): Cell[] {
  const { counts, responseMs } = summary;
  const p95 = digits(responseMs.p95);
  return [
    first ? rowName(strategy) : '',
    summary.name,
    String(counts.offered),
    String(counts.ok),
    notOk(counts),
    digits(summary.throughputPerSecond),
    digits(responseMs.mean),
    digits(responseMs.p50),
    digits(responseMs.p90),
    fastest ? { colour: 'green', text: `fastest ${p95}` } : p95,
    digits(responseMs.p99),
    digits(responseMs.max),
    summary.name === 'heavy' ? shares(strategy.workers.map((worker) => worker.jobs)) : '',
  ];
}

export function rowName({ name, connections }: StrategyResult): string {
  return connections === null ? name : `${name}, ${connections} conn.`;
}

/** `0`, or each kind with its count. */
export function notOk(counts: Counts): string {
  const kinds: [string, number][] = [
    ['failed', counts.failed],
    ['timed out', counts.timedOut],
    ['cancelled', counts.cancelled],
    ['rejected', counts.rejected],
    ['lost', counts.lost],
  ];
  const present = kinds.filter(([, count]) => count > 0);
  return present.length === 0 ? '0' : present.map(([kind, count]) => `${count} ${kind}`).join(', ');
}

/** Lowest p95 of the class among strategies at the same concurrency, if there are several. */
function isFastest(run: RunResult, strategy: StrategyResult, summary: ClassSummary): boolean {
  const rivals = run.strategies
    .filter((other) => other.connections === strategy.connections)
    .flatMap((other) => other.classes.filter((one) => one.name === summary.name))
    .map(comparableP95)
    .filter((p95) => p95 !== null);
  return rivals.length > 1 && comparableP95(summary) === Math.min(...rivals);
}

/** Share of requests that may fail before the latency of the others says nothing: shedding makes the rest fast. */
const TOLERATED_FAILURES = 0.01;

/** The p95 if the strategy may be ranked by it; null if too few samples support it or too many requests failed. */
export function comparableP95({ counts, responseMs }: ClassSummary): number | null {
  return counts.ok < counts.offered * (1 - TOLERATED_FAILURES) ? null : responseMs.p95;
}
