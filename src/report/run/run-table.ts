import type { Figures } from '../../comparison/figures.ts';
import type { ClassSummary, Counts } from '../../measuring/summary/class-summary.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { atConnections } from '../../results/trial-identity.ts';
import { digits, shares } from '../table/numbers.ts';
import { columns, keyed, type TableData } from '../table/table.ts';

const TIMES = ['mean', 'p50', 'p90', 'p95'] as const;
const COLUMNS = keyed(
  ['strategy', 'requests'],
  [
    ...columns('l', ['strategy', 'requests']),
    ...columns('r', ['offered', 'ok', 'not ok', 'ok/s']),
    ...columns('r', TIMES, 'ms'),
    ...columns('r', ['p99 of all', 'max'], 'ms'),
    ...columns('l', ['jobs by worker']),
  ],
);
const KNOWLEDGE_COLUMNS = keyed(
  ['strategy'],
  columns('l', [
    'strategy',
    'window',
    'may know',
    '÷ ideal',
    'decision p50',
    'primary CPU',
    'requests by HTTP worker',
  ]),
);

/** Strategy × class: counts, p99 and maximum over all blocks together, and the other response times, in ms. */
export function runTable(run: RunResult, figures: Figures): TableData {
  const rows = run.strategies.flatMap((strategy) =>
    strategy.classes.map((summary, i) => [
      i === 0 ? rowName(strategy) : '',
      ...countsOf(summary),
      ...TIMES.map((metric) => digits(figures.of(strategy, summary.name, metric).ms)),
      digits(summary.responseMs.p99),
      digits(summary.responseMs.max),
      summary.name === 'heavy' ? shares(strategy.workers.map((worker) => worker.jobs)) : '',
    ]),
  );
  return { columns: COLUMNS, rows };
}

/** What each strategy may know, and its cost. */
export function knowledgeTable(run: RunResult): TableData {
  const rows = run.strategies.map((strategy) => [
    rowName(strategy),
    isStrategy(strategy) ? (strategy.window ?? 'no limit') : '–',
    strategy.uses.join(', ') || 'nothing of the jobs',
    digits(strategy.vsIdeal),
    strategy.decisionNs === null ? '–' : `${digits(strategy.decisionNs.p50 / 1000)} µs`,
    `${digits(strategy.primaryCpuMs / 1000)} s`,
    shares(strategy.httpWorkers.map((worker) => worker.requests)),
  ]);
  return { columns: KNOWLEDGE_COLUMNS, rows };
}

/** A row without one has no window, and no account of retries. */
function isStrategy({ name, alternative }: StrategyResult): boolean {
  return name !== 'inline' && name !== 'as-is' && alternative === undefined;
}

function countsOf({ name, counts, throughputPerSecond }: ClassSummary): string[] {
  return [name, String(counts.offered), String(counts.ok), notOk(counts), digits(throughputPerSecond)];
}

export function rowName({ name, connections }: StrategyResult): string {
  return atConnections(name, connections);
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
