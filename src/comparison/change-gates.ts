import { UsageError } from '../core/usage-error.ts';
import { changesIn } from './between-runs.ts';
import { arePaired, type ComparedRun } from './compared-run.ts';
import type { ChangeGate } from './gate.ts';
import { blocksToJudge, type Cell, type Evidence, type Outcome, outcomesOf } from './limit-outcome.ts';
import type { Measured } from './measured-change.ts';
import { requestsFor } from './metric.ts';
import { type SamplePair, shiftOf, shiftP } from './sample-pair.ts';
import { LEVEL } from './standings.ts';

/** The change of one row, judged by a limit. */
export interface JudgedChange extends Cell {
  readonly outcome: Outcome;
  /** Interval of after ÷ before. */
  readonly low: number;
  readonly high: number;
}

/** The strategies and classes of the limit with enough requests in every block of both runs. */
export function judgeChange(gate: ChangeGate, before: ComparedRun, after: ComparedRun): JudgedChange[] {
  const all = changesIn(before, after, gate.metric);
  const meant = all.filter((row) => gate.class === null || row.class === gate.class);
  if (meant.length === 0) throw noSuchClass(gate, all);
  const paired = arePaired(before, after);
  const rows = meant.flatMap((row) => {
    const sample = { before: row.before.logs, after: row.after.logs, paired };
    return [...sample.before, ...sample.after].some(Number.isNaN) ? [] : [{ row, sample }];
  });
  if (rows.length === 0) throw tooFewRequests(gate, meant);
  refuseTooFewBlocks(gate, rows.length, before, after);
  const limit = Math.log1p(gate.share);
  const outcomes = outcomesOf(rows.map(({ sample }) => evidenceOf(sample, limit)));
  return rows.map(({ row, sample }, i) => {
    const { low, high } = shiftOf(sample, LEVEL);
    const outcome = outcomes[i] as Outcome;
    return { strategy: row.strategy, class: row.class, outcome, low: Math.exp(low), high: Math.exp(high) };
  });
}

function evidenceOf(sample: SamplePair, limit: number): Evidence {
  const { low, high } = shiftOf(sample, LEVEL);
  return {
    low: low - limit,
    high: high - limit,
    pBeyond: shiftP(sample, limit, 'greater'),
    pWithin: shiftP(sample, limit, 'less'),
  };
}

function noSuchClass({ text, class: name }: ChangeGate, all: readonly Measured[]): UsageError {
  const there = [...new Set(all.map((row) => row.class))].join(', ');
  return new UsageError([`--fail-if=${JSON.stringify(text)}: the runs have no ${name}; they have ${there}`]);
}

function tooFewRequests({ text, metric }: ChangeGate, rows: readonly Measured[]): UsageError {
  const offered = rows.flatMap(({ before, after }) =>
    [...before.times, ...after.times].map(({ counts }) => counts.offered),
  );
  const fewest = offered.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  return new UsageError([
    `--fail-if=${JSON.stringify(text)}: ${metric} needs ${requestsFor(metric)} requests in every block, but a block has only ${fewest}`,
  ]);
}

/** With fewer, no test can reach significance, and a limit would always be kept. */
function refuseTooFewBlocks(
  { text }: ChangeGate,
  rows: number,
  before: ComparedRun,
  after: ComparedRun,
): void {
  const needed = blocksToJudge(rows);
  const draws = Math.min(before.draws, after.draws);
  if (draws >= needed) return;
  const name = before.measured === null ? 'replications' : 'blocks';
  throw new UsageError([
    `--fail-if=${JSON.stringify(text)}: with ${rows} rows, no test can reach significance in fewer than ${needed} ${name}, and one of the runs has ${draws}`,
  ]);
}
