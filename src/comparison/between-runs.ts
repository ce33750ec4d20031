import type { Comparison, Metric, Verdict } from '../results/comparison-schema.ts';
import { sameMachine } from '../results/environment.ts';
import type { RunResult } from '../results/schema.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { blocksToReject } from '../statistics/blocks-needed.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/quantile.ts';
import type { LocationEstimate } from '../statistics/rank-inference.ts';
import { completeBlocks, mostlyUnstable, ratioOf } from './against-baseline.ts';
import { classesOf, metricFor, metricMs } from './metric.ts';
import { type SamplePair, shiftOf, shiftP } from './sample-pair.ts';
import { LEVEL } from './standings.ts';
import { blocksToSettle, verdictOn } from './verdict.ts';

/** One strategy in one class, in two runs. */
export interface Change {
  readonly strategy: string;
  readonly connections: number | null;
  readonly class: string;
  readonly metric: Metric;
  readonly beforeMs: number | null;
  readonly afterMs: number | null;
  /** After ÷ before, of the values or of their ratios to the own baseline; null where values are missing. */
  readonly ratio: Comparison['ratio'];
  readonly p: number | null;
  /** Null where the blocks are too few for any. */
  readonly verdict: Verdict | null;
  readonly blocksNeeded: number | null;
  readonly sample: SamplePair | undefined;
}

/** Two runs of one scenario. */
export interface RunChange {
  /** Both met the same requests, block by block. */
  readonly paired: boolean;
  /** Why strategies are held against the baseline of their own run, and not against themselves; null if they are not. */
  readonly relativeBecause: string | null;
  /** The baseline itself, class by class: what changed though the strategy did not. */
  readonly drift: readonly Change[];
  readonly rows: readonly Change[];
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** What changed from one run to another of the same scenario; see `refusals` for which may be compared. */
export function changeBetween(before: RunResult, after: RunResult): RunChange {
  const pair = { before: tableOf(before), after: tableOf(after), paired: sameRequests(before, after) };
  const labels = pair.before.strategies.filter((name) => pair.after.strategies.includes(name));
  const baseline = labels.includes(before.design.baseline) ? before.design.baseline : undefined;
  const drift = baseline === undefined ? [] : judged(measured(pair, [baseline], undefined), before);
  const relativeBecause = baseline === undefined ? null : whyRelative(before, after, drift);
  const others = labels.filter((name) => name !== baseline || relativeBecause === null);
  const rows = judged(measured(pair, others, relativeBecause === null ? undefined : baseline), before);
  return {
    paired: pair.paired,
    relativeBecause,
    drift,
    rows,
    onlyBefore: pair.before.strategies.filter((name) => !pair.after.strategies.includes(name)),
    onlyAfter: pair.after.strategies.filter((name) => !pair.before.strategies.includes(name)),
  };
}

/** A run's complete blocks by strategy, twins left out. */
interface RunTable {
  readonly strategies: readonly string[];
  trials(strategy: string, connections: number | null): readonly TrialRecord[];
  readonly levels: readonly (number | null)[];
}

interface Pair {
  readonly before: RunTable;
  readonly after: RunTable;
  readonly paired: boolean;
}

function tableOf({ trials }: RunResult): RunTable {
  const whole = completeBlocks(trials).filter(({ twin }) => !twin);
  return {
    strategies: [...new Set(whole.map(({ strategy }) => strategy))],
    levels: [...new Set(whole.map(({ connections }) => connections))],
    trials: (strategy, connections) =>
      whole.filter((one) => one.strategy === strategy && one.connections === connections),
  };
}

function sameRequests(before: RunResult, after: RunResult): boolean {
  const blocks = ({ trials }: RunResult) => new Set(completeBlocks(trials).map(({ block }) => block)).size;
  return before.seed === after.seed && blocks(before) === blocks(after);
}

type Measured = Omit<Change, 'ratio' | 'p' | 'verdict' | 'blocksNeeded'> & { readonly unstable: boolean };

function measured(pair: Pair, strategies: readonly string[], baseline: string | undefined): Measured[] {
  const levels = pair.before.levels.filter((level) => pair.after.levels.includes(level));
  return levels.flatMap((connections) => {
    const trials = strategies.flatMap((one) => [
      ...pair.before.trials(one, connections),
      ...pair.after.trials(one, connections),
    ]);
    return classesOf(trials).flatMap((name) =>
      strategies.map((strategy) => measureOne(pair, strategy, connections, name, baseline)),
    );
  });
}

function measureOne(
  { before, after, paired }: Pair,
  strategy: string,
  connections: number | null,
  name: string,
  baseline: string | undefined,
): Measured {
  const [old, fresh] = [before.trials(strategy, connections), after.trials(strategy, connections)];
  const metric = metricFor([...old, ...fresh].map((trial) => classOf(trial, name)));
  const values = (trials: readonly TrialRecord[]) =>
    trials.map((trial) => metricMs(classOf(trial, name), metric));
  const logs = (table: RunTable, trials: readonly TrialRecord[]): number[] | undefined => {
    const own = values(trials);
    const bases = baseline === undefined ? own.map(() => 1) : values(table.trials(baseline, connections));
    const all = own.map((value, i) => (value && bases[i] ? Math.log(value / bases[i]) : Number.NaN));
    return all.some(Number.isNaN) || all.length === 0 ? undefined : all;
  };
  const [beforeLogs, afterLogs] = [logs(before, old), logs(after, fresh)];
  return {
    strategy,
    connections,
    class: name,
    metric,
    beforeMs: medianOf(values(old)),
    afterMs: medianOf(values(fresh)),
    sample: beforeLogs && afterLogs && { before: beforeLogs, after: afterLogs, paired },
    unstable: mostlyUnstable(old) || mostlyUnstable(fresh),
  };
}

function classOf(trial: TrialRecord, name: string): TrialClass {
  return trial.classes.find((one) => one.name === name) as TrialClass;
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? median(known) : null;
}

/** Holm's correction goes over the strategies of one class, as within a run. */
function judged(rows: readonly Measured[], { design }: RunResult): Change[] {
  const intervals = new Map(rows.map((row) => [row, row.sample && shiftOf(row.sample, LEVEL)]));
  const ps = new Map<Measured, number>();
  for (const family of families(rows)) {
    const tested = family.filter(({ sample }) => sample !== undefined);
    const corrected = holm(tested.map(({ sample }) => shiftP(sample as SamplePair, 0, 'two-sided')));
    for (const [i, row] of tested.entries()) ps.set(row, corrected[i] as number);
  }
  return rows.map((row) => {
    const { unstable, ...rest } = row;
    const interval = intervals.get(row);
    const p = ps.get(row) ?? null;
    const blocks = Math.min(row.sample?.before.length ?? 0, row.sample?.after.length ?? 0);
    const comparisons = rows.filter((one) => one.class === row.class).length;
    const enough = blocks >= blocksToReject(1, design.alpha);
    const verdict = verdictOf(interval, p, unstable, enough, design);
    const needed = interval && (verdict === null || verdict === 'inconclusive');
    return {
      ...rest,
      ratio: interval ? ratioOf(interval) : null,
      p,
      verdict,
      blocksNeeded: needed ? blocksToSettle(interval, blocks, comparisons, design) : null,
    };
  });
}

function verdictOf(
  interval: LocationEstimate | undefined,
  p: number | null,
  unstable: boolean,
  enough: boolean,
  design: RunResult['design'],
): Verdict | null {
  if (unstable) return 'unstable';
  if (!enough) return null;
  return interval === undefined || p === null ? 'inconclusive' : verdictOn(interval, p, design);
}

function families(rows: readonly Measured[]): Measured[][] {
  const byClass = new Map<string, Measured[]>();
  for (const row of rows) {
    const key = `${row.class} ${row.connections}`;
    byClass.set(key, [...(byClass.get(key) ?? []), row]);
  }
  return [...byClass.values()];
}

/** Another machine, or one that has changed: then only what a strategy is to its own baseline can be compared. */
function whyRelative(before: RunResult, after: RunResult, drift: readonly Change[]): string | null {
  if (!sameMachine(before.environment, after.environment))
    return 'the runs are from different machines or Node versions';
  const drifted = drift.filter(
    ({ ratio }) => ratio?.low != null && ratio.high != null && (ratio.low > 1 || ratio.high < 1),
  );
  return drifted.length === 0
    ? null
    : `the baseline itself changed (${drifted.map((one) => one.class).join(', ')}): the machine did, or the way of every request`;
}
