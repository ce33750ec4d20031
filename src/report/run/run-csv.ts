import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import type { BenchRun, SimulatedResult } from '../../results/simulation-schema.ts';
import { csvLine } from '../table/csv.ts';

const COUNTS = ['offered', 'ok', 'failed', 'timedOut', 'cancelled', 'rejected', 'lost'] as const;
const TIMES = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;
const VERDICT = ['measure', 'ratioToBaseline', 'ratioLow', 'ratioHigh', 'p', 'goodInTimeShare', 'verdict'];

/** Long format: one line per strategy and class of requests, with units in the head. */
export function runCsv(run: BenchRun): string[] {
  const level = run.engine === 'live' ? 'connections' : 'load';
  const more = run.engine === 'live' ? VERDICT : TIMES.map((one) => `${one}Slowdown`);
  const head = [
    'strategy',
    level,
    'requests',
    ...COUNTS,
    'okPerSecond',
    ...TIMES.map((one) => `${one}Ms`),
    ...more,
  ];
  return [
    csvLine(head),
    ...(run.engine === 'live' ? liveLines(run) : run.strategies.flatMap(simulatedLines)),
  ];
}

function liveLines(run: RunResult): string[] {
  return run.strategies.flatMap((strategy) =>
    strategy.classes.map((summary) =>
      csvLine([
        strategy.name,
        strategy.connections,
        ...figures(summary),
        ...verdictOf(run, strategy, summary),
      ]),
    ),
  );
}

function simulatedLines({ name, load, classes }: SimulatedResult): string[] {
  return classes.map((summary) =>
    csvLine([name, load, ...figures(summary), ...TIMES.map((one) => summary.slowdown[one])]),
  );
}

function figures({ name, counts, throughputPerSecond, responseMs }: ClassSummary) {
  return [
    name,
    ...COUNTS.map((one) => counts[one]),
    throughputPerSecond,
    ...TIMES.map((one) => responseMs[one]),
  ];
}

function verdictOf({ comparisons }: RunResult, { name, connections }: StrategyResult, summary: ClassSummary) {
  const one = comparisons.find(
    (row) =>
      row.strategy === name && !row.twin && row.class === summary.name && row.connections === connections,
  );
  const { estimate, low, high } = one?.ratio ?? {};
  return [one?.metric, estimate, low, high, one?.p, one?.attainment, one?.verdict];
}
