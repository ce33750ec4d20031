import type { Comparison, Metric } from '../results/comparison-schema.ts';
import type { Design } from '../results/schema.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { smallestDetectableDifference } from '../statistics/blocks-needed.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/quantile.ts';
import type { LocationEstimate } from '../statistics/rank-inference.ts';
import { signFlipP } from '../statistics/sign-flip.ts';
import { hodgesLehmann, signedRankP } from '../statistics/signed-rank.ts';
import { classesOf, metricFor, metricMs } from './metric.ts';
import { blocksToSettle, verdictOn } from './verdict.ts';

const LEVEL = 0.95;
const POWER = 0.8;
/** The exact sign-flip test takes no more pairs; beyond them attainment is told without p. */
const MOST_SIGN_FLIP_PAIRS = 40;

/** A strategy's trials in one class, by block. */
interface Row {
  readonly strategy: string;
  readonly twin: boolean;
  readonly connections: number | null;
  readonly class: string;
  readonly metric: Metric;
  readonly trials: readonly TrialRecord[];
  readonly classes: readonly TrialClass[];
}

/** A row beside the baseline's, before it is known how many others there are. */
interface Measured {
  readonly row: Row;
  readonly logRatios: readonly number[] | undefined;
  readonly interval: LocationEstimate | undefined;
  readonly pRaw: number | null;
  readonly attainmentPRaw: number | null;
}

/**
 * Every strategy beside the baseline, class by class, paired within blocks. Holm's correction goes over the strategies of
 * one class, the twin left out: it is no question, but the answer to how much is noise. Only blocks that are complete count.
 */
export function compareWithBaseline(trials: readonly TrialRecord[], design: Design): Comparison[] {
  const levels = [...new Set(trials.map((trial) => trial.connections))];
  return levels.flatMap((connections) => {
    const own = completeBlocks(trials.filter((trial) => trial.connections === connections));
    return classesOf(own).flatMap((name) => compareClass(rowsOf(own, name), design));
  });
}

/** Trials of the blocks in which every arm that ever ran has run. */
export function completeBlocks(trials: readonly TrialRecord[]): TrialRecord[] {
  const arms = new Set(trials.map(armKey));
  const byBlock = new Map<number, TrialRecord[]>();
  for (const trial of trials) byBlock.set(trial.block, [...(byBlock.get(trial.block) ?? []), trial]);
  return [...byBlock]
    .sort(([a], [b]) => a - b)
    .flatMap(([, block]) => (new Set(block.map(armKey)).size === arms.size ? block : []));
}

function armKey({ strategy, twin, connections }: TrialRecord): string {
  return `${strategy} ${twin} ${connections}`;
}

function rowsOf(trials: readonly TrialRecord[], name: string): Row[] {
  const ofClass = (trial: TrialRecord) => trial.classes.find((one) => one.name === name) as TrialClass;
  const metric = metricFor(trials.map(ofClass));
  const byArm = new Map<string, TrialRecord[]>();
  for (const trial of trials) byArm.set(armKey(trial), [...(byArm.get(armKey(trial)) ?? []), trial]);
  return [...byArm.values()].map((own) => {
    const { strategy, twin, connections } = own[0] as TrialRecord;
    return { strategy, twin, connections, class: name, metric, trials: own, classes: own.map(ofClass) };
  });
}

function compareClass(rows: readonly Row[], design: Design): Comparison[] {
  const baseline = rows.find((row) => row.strategy === design.baseline && !row.twin);
  const measured = rows.map((row) => measure(row, baseline));
  const rivals = measured.filter(({ row }) => row !== baseline && !row.twin);
  const corrected = corrections(rivals, ({ pRaw }) => pRaw);
  const attainment = corrections(rivals, ({ attainmentPRaw }) => attainmentPRaw);
  return measured.map((one) =>
    conclude(one, {
      isBaseline: one.row === baseline,
      p: one.row.twin ? one.pRaw : (corrected.get(one) ?? null),
      attainmentP: one.row.twin ? one.attainmentPRaw : (attainment.get(one) ?? null),
      comparisons: Math.max(1, rivals.length),
      design,
    }),
  );
}

function measure(row: Row, baseline: Row | undefined): Measured {
  if (baseline === undefined || row === baseline)
    return { row, logRatios: undefined, interval: undefined, pRaw: null, attainmentPRaw: null };
  const logRatios = logRatiosOf(row, baseline);
  const shares = row.classes.map((own, i) => attained(own) - attained(baseline.classes[i] as TrialClass));
  return {
    row,
    logRatios,
    interval: logRatios && hodgesLehmann(logRatios, LEVEL),
    pRaw: logRatios ? signedRankP(logRatios, 0, 'two-sided') : null,
    attainmentPRaw: shares.length > MOST_SIGN_FLIP_PAIRS ? null : signFlipP(shares, 'two-sided'),
  };
}

/** Undefined where a value is missing: then there is no ratio to speak of. */
function logRatiosOf(row: Row, baseline: Row): number[] | undefined {
  const ratios: number[] = [];
  for (const [i, own] of row.classes.entries()) {
    const value = metricMs(own, row.metric);
    const other = metricMs(baseline.classes[i] as TrialClass, row.metric);
    if (value === null || other === null || value <= 0 || other <= 0) return undefined;
    ratios.push(Math.log(value / other));
  }
  return ratios;
}

function corrections(
  measured: readonly Measured[],
  pOf: (one: Measured) => number | null,
): Map<Measured, number> {
  const tested = measured.filter((one) => pOf(one) !== null);
  const adjusted = holm(tested.map((one) => pOf(one) as number));
  return new Map(tested.map((one, i) => [one, adjusted[i] as number]));
}

interface Context {
  readonly isBaseline: boolean;
  readonly p: number | null;
  readonly attainmentP: number | null;
  readonly comparisons: number;
  readonly design: Design;
}

function conclude(one: Measured, context: Context): Comparison {
  const { row, logRatios, interval, pRaw } = one;
  const { design, comparisons, p, attainmentP } = context;
  const blocks = row.trials.length;
  const valuesMs = row.classes.map((own) => metricMs(own, row.metric));
  const known = valuesMs.filter((value) => value !== null);
  const verdict = context.isBaseline || design.mode === 'quick' ? null : judge(one, p, design);
  return {
    strategy: row.strategy,
    twin: row.twin,
    connections: row.connections,
    class: row.class,
    metric: row.metric,
    valuesMs,
    medianMs: known.length === blocks ? median(known) : null,
    ratio: interval
      ? {
          estimate: Math.exp(interval.estimate),
          low: finiteOrNull(Math.exp(interval.low), interval.low),
          high: finiteOrNull(Math.exp(interval.high), interval.high),
        }
      : null,
    pRaw,
    p,
    verdict,
    blocksNeeded:
      verdict === 'inconclusive' && interval ? blocksToSettle(interval, blocks, comparisons, design) : null,
    detectableRatio:
      logRatios && blocks >= 2
        ? Math.exp(smallestDetectableDifference(logRatios, comparisons, design.alpha, POWER))
        : null,
    attainment: attainmentOf(row.classes),
    attainmentP,
  };
}

function judge({ row, interval }: Measured, p: number | null, design: Design): Comparison['verdict'] {
  if (mostlyUnstable(row.trials)) return 'unstable';
  if (interval === undefined || p === null) return 'inconclusive';
  return verdictOn(interval, p, design);
}

/** In more than half of its trials: one alone may have met a spell of arrivals. */
export function mostlyUnstable(trials: readonly TrialRecord[]): boolean {
  return trials.filter(({ unstable }) => unstable).length > trials.length / 2;
}

function finiteOrNull(value: number, log: number): number | null {
  return Number.isFinite(log) ? value : null;
}

/** Of all blocks together; null where none was offered. */
function attainmentOf(classes: readonly TrialClass[]): number | null {
  const all = sum(classes.map(offered));
  return all === 0 ? null : sum(classes.map((own) => own.attained)) / all;
}

function attained(own: TrialClass): number {
  return own.counts.offered === 0 ? 1 : own.attained / own.counts.offered;
}

function offered({ counts }: TrialClass): number {
  return counts.offered;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
