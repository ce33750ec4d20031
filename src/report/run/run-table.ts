import type { ClassSummary, Counts } from '../../measuring/summary/class-summary.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { digits, shares } from '../table/numbers.ts';
import { columns, type Draw } from '../table/table.ts';

const COLUMNS = [
  ...columns('l', ['strategy', 'requests']),
  ...columns('r', ['offered', 'ok', 'not ok', 'ok/s']),
  ...columns('r', ['mean', 'p50', 'p90', 'p95', 'p99', 'max'], 'ms'),
  ...columns('l', ['jobs by worker']),
];
const KNOWLEDGE_COLUMNS = columns('l', [
  'strategy',
  'window',
  'may know',
  '÷ ideal',
  'decision p50',
  'primary CPU',
  'requests by HTTP worker',
]);

/** Strategy × class, the requests of all blocks together, response times in ms. */
export function runTable(run: RunResult, draw: Draw): ReturnType<Draw> {
  const rows = run.strategies.flatMap((strategy) =>
    strategy.classes.map((summary, i) => row(strategy, summary, i === 0)),
  );
  return draw({ columns: COLUMNS, rows });
}

/** Beside every comparison: what each strategy was allowed to know, and what it cost. */
export function knowledgeTable(run: RunResult, draw: Draw): ReturnType<Draw> {
  const rows = run.strategies.map((strategy) => [
    rowName(strategy),
    strategy.name === 'inline' ? '–' : (strategy.window ?? 'no limit'),
    strategy.uses.join(', ') || 'nothing of the jobs',
    digits(strategy.vsIdeal),
    strategy.decisionNs === null ? '–' : `${digits(strategy.decisionNs.p50 / 1000)} µs`,
    `${digits(strategy.primaryCpuMs / 1000)} s`,
    shares(strategy.httpWorkers.map((worker) => worker.requests)),
  ]);
  return draw({ columns: KNOWLEDGE_COLUMNS, rows });
}

function row(strategy: StrategyResult, summary: ClassSummary, first: boolean): string[] {
  const { counts, responseMs } = summary;
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
    digits(responseMs.p95),
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
