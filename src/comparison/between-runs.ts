import { blocksToReject } from '../measuring/statistics/blocks-needed.ts';
import { holm } from '../measuring/statistics/holm.ts';
import type { LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import type { Comparison, Metric, Verdict } from '../results/comparison-schema.ts';
import { sameMachine } from '../results/machine.ts';
import { arePaired, type ComparedRun, keyOf, type Level } from './compared-run.ts';
import { mostlyUnstable } from './complete-blocks.ts';
import { grouped } from './grouped.ts';
import { likeForLike } from './like-for-like.ts';
import { type Measured, measuredIn } from './measured-change.ts';
import { medianOf } from './metric.ts';
import { shiftOf, shiftP } from './sample-pair.ts';
import { LEVEL } from './standings.ts';
import { type Bar, blocksToSettle, ratioOf, verdictOn } from './verdict.ts';

/** One strategy in one class, in two runs. */
export interface Change {
  readonly strategy: string;
  readonly level: Level;
  readonly class: string;
  readonly metric: Metric;
  /** Unit of `before` and `after`. If strategies are compared with their own baselines, both are shares of it. */
  readonly unit: 'ms' | 'of the baseline';
  /** Median over the blocks, and that median times the ratio (like for like). Null if values are missing. */
  readonly before: number | null;
  readonly after: number | null;
  readonly ratio: Comparison['ratio'];
  readonly p: number | null;
  /** Null if there are too few blocks for a verdict. */
  readonly verdict: Verdict | null;
  readonly blocksNeeded: number | null;
}

/** Two runs of one scenario. */
export interface RunChange {
  /** Both runs had the same requests, block by block. */
  readonly paired: boolean;
  /** Why strategies are compared with the baseline of their own run instead of with themselves; null if they are not. */
  readonly relativeBecause: string | null;
  /** The change of the baseline itself, class by class. */
  readonly drift: readonly Change[];
  readonly rows: readonly Change[];
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** The change between two runs of one scenario; `refusals` says which runs can be compared. */
export function changeBetween(before: ComparedRun, after: ComparedRun): RunChange {
  const [old, fresh] = [strategiesOf(before), strategiesOf(after)];
  const { drift, relativeBecause } = driftBetween(before, after);
  const rows = measuredIn(before, after, relativeBecause === null ? null : baselineOf(before), null);
  return {
    paired: arePaired(before, after),
    relativeBecause,
    drift,
    rows: judged(rows, before.bar),
    onlyBefore: [...old].filter((name) => !fresh.has(name)),
    onlyAfter: [...fresh].filter((name) => !old.has(name)),
  };
}

/** The same strategies and classes by the given figure, not yet judged. */
export function changesIn(before: ComparedRun, after: ComparedRun, metric: Metric): Measured[] {
  const { relativeBecause } = driftBetween(before, after);
  return measuredIn(before, after, relativeBecause === null ? null : baselineOf(before), metric);
}

function driftBetween(before: ComparedRun, after: ComparedRun): Pick<RunChange, 'drift' | 'relativeBecause'> {
  const baseline = baselineOf(before);
  if (baseline === null || !strategiesOf(before).has(baseline) || !strategiesOf(after).has(baseline))
    return { drift: [], relativeBecause: null };
  const own = measuredIn(before, after, null, null).filter(({ strategy }) => strategy === baseline);
  const drift = judged(own, before.bar);
  return { drift, relativeBecause: whyRelative(before, after, drift) };
}

function baselineOf({ measured }: ComparedRun): string | null {
  return measured?.baseline ?? null;
}

function strategiesOf({ rows }: ComparedRun): Set<string> {
  return new Set([...rows.values()].map(({ strategy }) => strategy));
}

/** Holm's correction covers the strategies of one class at one level. */
function judged(rows: readonly Measured[], bar: Bar): Change[] {
  const families = grouped(rows, (row) => keyOf(row.class, row.level));
  return [...families.values()].flatMap((family) => {
    const tested = family.flatMap((row) => (row.sample === undefined ? [] : [{ row, sample: row.sample }]));
    const corrected = holm(tested.map(({ sample }) => shiftP(sample, 0, 'two-sided')));
    const ps = new Map(tested.map(({ row }, i) => [row, corrected[i] as number]));
    return family.map((row) => changeOf(row, ps.get(row) ?? null, family.length, bar));
  });
}

function changeOf(row: Measured, p: number | null, comparisons: number, bar: Bar): Change {
  const { before, after, sample } = row;
  const interval = sample && shiftOf(sample, LEVEL);
  const verdict = verdictOf(row, interval, p, bar);
  const unsettled = interval !== undefined && (verdict === null || verdict === 'inconclusive');
  const blocks = Math.min(before.values.length, after.values.length);
  const shown = interval && likeForLike(before.values as number[], Math.exp(interval.estimate));
  return {
    strategy: row.strategy,
    level: row.level,
    class: row.class,
    metric: row.metric,
    unit: row.unit,
    before: shown?.first ?? medianOf(before.values),
    after: shown?.second ?? medianOf(after.values),
    ratio: interval ? ratioOf(interval) : null,
    p,
    verdict,
    blocksNeeded: unsettled ? blocksToSettle(interval, blocks, comparisons, bar) : null,
  };
}

function verdictOf(
  { before, after }: Measured,
  interval: LocationEstimate | undefined,
  p: number | null,
  bar: Bar,
): Verdict | null {
  if (mostlyUnstable(before.draws) || mostlyUnstable(after.draws)) return 'unstable';
  if (Math.min(before.draws.length, after.draws.length) < blocksToReject(1, bar.alpha)) return null;
  return interval === undefined || p === null ? 'inconclusive' : verdictOn(interval, p, bar);
}

/** If the machine is another one or has changed, only ratios to the own baseline can be compared. */
function whyRelative(before: ComparedRun, after: ComparedRun, drift: readonly Change[]): string | null {
  if (
    before.measured &&
    after.measured &&
    !sameMachine(before.measured.environment, after.measured.environment)
  )
    return 'the runs are from different machines or Node versions';
  const drifted = drift.filter(
    ({ ratio }) => ratio?.low != null && ratio.high != null && (ratio.low > 1 || ratio.high < 1),
  );
  return drifted.length === 0
    ? null
    : `the baseline itself changed (${drifted.map((one) => one.class).join(', ')}): the machine changed, or the path of all requests`;
}
