import Table from 'cli-table3';
import type { ClassSummary } from '../measurement/class-summary.ts';
import type { RunResult } from '../results/schema.ts';
import { digits } from './numbers.ts';
import { notOk, rowName } from './run-table.ts';
import { COMPACT } from './table-style.ts';

/** Runs side by side: p50, p95 and p99 of each strategy and class, and every p95 relative to the first run's. */
export function comparisonTable(runs: readonly RunResult[]): string {
  const letters = runs.map((_, i) => String.fromCharCode(65 + i));
  const head = [
    'strategy',
    'requests',
    ...letters.flatMap((letter) => [`${letter} not ok`, `${letter} p50`, `${letter} p95`, `${letter} p99`]),
    ...letters.slice(1).map((letter) => `${letter} ÷ A (p95)`),
  ];
  const table = new Table({
    head,
    ...COMPACT,
    colAligns: head.map((_, i) => (i < 2 ? 'left' : 'right')),
  });
  for (const row of rowsOf(runs)) {
    const summaries = runs.map((run) => find(run, row));
    table.push([
      row.strategy,
      row.name,
      ...summaries.flatMap((summary) => [
        summary === undefined ? '–' : notOk(summary.counts),
        digits(summary?.responseMs.p50 ?? null),
        digits(summary?.responseMs.p95 ?? null),
        digits(summary?.responseMs.p99 ?? null),
      ]),
      ...summaries.slice(1).map((summary) => ratio(summary, summaries[0])),
    ]);
  }
  const legend = runs.map(
    (run, i) =>
      `${letters[i]}: ${run.runId}, ${run.environment.node}, commit ${run.environment.commit ?? 'unknown'}`,
  );
  return [...legend, table.toString()].join('\n');
}

/** Why a side-by-side of these runs would mislead; empty when it would not. */
export function comparisonDoubts(runs: readonly RunResult[]): string[] {
  const doubts: string[] = [];
  const differs = (what: string, of: (run: RunResult) => unknown) => {
    const values = new Set(runs.map((run) => JSON.stringify(of(run))));
    if (values.size > 1) doubts.push(`${what} differs between the runs`);
  };
  differs('the scenario as it ran', (run) => run.scenario.settings);
  differs('the seed', (run) => run.seed);
  differs('the machine', ({ environment }) => [
    environment.cpuModel,
    environment.cpuCount,
    environment.platform,
  ]);
  differs('the Node version', (run) => run.environment.node);
  for (const run of runs) {
    if (!run.complete) doubts.push(`${run.runId} was broken off`);
    if (!run.passed) doubts.push(`${run.runId} did not pass its own checks`);
  }
  return doubts;
}

interface Row {
  readonly strategy: string;
  readonly name: string;
}

function rowsOf(runs: readonly RunResult[]): Row[] {
  const rows = new Map<string, Row>();
  for (const run of runs) {
    for (const strategy of run.strategies) {
      for (const { name } of strategy.classes) {
        const row = { strategy: rowName(strategy), name };
        rows.set(`${row.strategy}\n${name}`, row);
      }
    }
  }
  return [...rows.values()];
}

function find(run: RunResult, row: Row): ClassSummary | undefined {
  const strategy = run.strategies.find((one) => rowName(one) === row.strategy);
  return strategy?.classes.find((one) => one.name === row.name);
}

function ratio(summary: ClassSummary | undefined, first: ClassSummary | undefined): string {
  const p95 = summary?.responseMs.p95 ?? null;
  const reference = first?.responseMs.p95 ?? null;
  return p95 === null || reference === null || reference === 0 ? '–' : `× ${digits(p95 / reference)}`;
}
