import { smallestDetectableDifference } from '../measuring/statistics/blocks-needed.ts';
import { holm } from '../measuring/statistics/holm.ts';
import { median } from '../measuring/statistics/quantile.ts';
import type { LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import { signFlipP } from '../measuring/statistics/sign-flip.ts';
import { hodgesLehmann, signedRankP } from '../measuring/statistics/signed-rank.ts';
import { sum } from '../measuring/statistics/sum.ts';
import type { Comparison, Metric } from '../results/comparison-schema.ts';
import type { Design } from '../results/schema.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { classesOf, metricFor, metricMs } from './metric.ts';
import { LEVEL, logsOf, type Standing, Standings } from './standings.ts';
import { blocksToSettle, verdictOn } from './verdict.ts';

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
  /** Null where it falls on a request without a good answer. */
  readonly valuesMs: readonly (number | null)[];
}

/**
 * Every strategy beside the baseline, class by class, paired within blocks. What is said of a class is corrected for all
 * pairs of its strategies, the twin left out: it is no question, but the answer to how much is noise. Only blocks that are
 * complete count.
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
  const arms = new Set(trials.map(armKey)).size;
  return [...grouped(trials, ({ block }) => block)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, block]) => (new Set(block.map(armKey)).size === arms ? block : []));
}

function grouped<Key>(
  trials: readonly TrialRecord[],
  keyOf: (trial: TrialRecord) => Key,
): Map<Key, TrialRecord[]> {
  const groups = new Map<Key, TrialRecord[]>();
  for (const trial of trials) {
    const key = keyOf(trial);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [trial]);
    else group.push(trial);
  }
  return groups;
}

function armKey({ strategy, twin, connections }: TrialRecord): string {
  return `${strategy} ${twin} ${connections}`;
}

function rowsOf(trials: readonly TrialRecord[], name: string): Row[] {
  const ofClass = (trial: TrialRecord) => trial.classes.find((one) => one.name === name) as TrialClass;
  const metric = metricFor(trials.map(ofClass));
  return [...grouped(trials, armKey).values()].map((own) => {
    const { strategy, twin, connections } = own[0] as TrialRecord;
    const classes = own.map(ofClass);
    const valuesMs = classes.map((one) => metricMs(one, metric));
    return { strategy, twin, connections, class: name, metric, trials: own, classes, valuesMs };
  });
}

function compareClass(rows: readonly Row[], design: Design): Comparison[] {
  const baseline = rows.find((row) => row.strategy === design.baseline && !row.twin);
  const standings = new Standings(
    rows.flatMap(({ strategy, valuesMs, twin }) => {
      const logs = logsOf(valuesMs);
      return twin || logs === undefined ? [] : [{ strategy, logs }];
    }),
    design,
  );
  const attainmentP = attainmentPs(rows, baseline);
  return rows.map((row) => ({
    strategy: row.strategy,
    twin: row.twin,
    connections: row.connections,
    class: row.class,
    metric: row.metric,
    valuesMs: [...row.valuesMs],
    medianMs: medianOf(row.valuesMs),
    ...standingOf(row, baseline, standings, design),
    attainment: attainmentOf(row.classes),
    attainmentP: attainmentP.get(row) ?? null,
  }));
}

type Said = Pick<Comparison, 'ratio' | 'pRaw' | 'p' | 'verdict' | 'blocksNeeded' | 'detectableRatio'>;
const NOTHING = { ratio: null, pRaw: null, p: null, blocksNeeded: null, detectableRatio: null };

/** A twin is a pair of its own, all others are judged together. */
function standingOf(row: Row, baseline: Row | undefined, standings: Standings, design: Design): Said {
  if (baseline === undefined || row === baseline) return { ...NOTHING, verdict: given(null, row, design) };
  const logRatios = logRatiosOf(row, baseline);
  if (logRatios === undefined) return { ...NOTHING, verdict: given('inconclusive', row, design) };
  const pRaw = signedRankP(logRatios, 0, 'two-sided');
  const { interval, p, ...standing } =
    (row.twin ? undefined : standings.between(row.strategy, baseline.strategy)) ??
    alone(logRatios, pRaw, design);
  const verdict = given(standing.verdict, row, design);
  const blocks = logRatios.length;
  const pairs = row.twin ? 1 : standings.pairs;
  return {
    ratio: ratioOf(interval),
    pRaw,
    p,
    verdict,
    blocksNeeded: verdict === 'inconclusive' ? blocksToSettle(interval, blocks, 1, design) : null,
    detectableRatio:
      blocks < 2 ? null : Math.exp(smallestDetectableDifference(logRatios, pairs, design.alpha, POWER)),
  };
}

/** A pair by itself. */
function alone(logRatios: readonly number[], p: number, design: Design): Standing {
  const interval = hodgesLehmann(logRatios, LEVEL);
  return { interval, p, verdict: verdictOn(interval, p, design) };
}

/** A quick run gives no verdict; what an unstable row shows is no answer to anything. */
function given(verdict: Comparison['verdict'], { trials }: Row, { mode }: Design): Comparison['verdict'] {
  if (mode === 'quick') return null;
  return mostlyUnstable(trials) ? 'unstable' : verdict;
}

/** Undefined where a value is missing: then there is no ratio to speak of. */
function logRatiosOf(row: Row, baseline: Row): number[] | undefined {
  const [logs, others] = [logsOf(row.valuesMs), logsOf(baseline.valuesMs)];
  return others && logs?.map((log, block) => log - (others[block] as number));
}

/** Of the difference to the baseline, corrected by Holm for the strategies of the class, but for the twin. */
function attainmentPs(rows: readonly Row[], baseline: Row | undefined): Map<Row, number> {
  const ps = new Map<Row, number>();
  for (const row of rows) {
    if (baseline === undefined || row === baseline || row.classes.length > MOST_SIGN_FLIP_PAIRS) continue;
    const shares = row.classes.map((own, i) => attained(own) - attained(baseline.classes[i] as TrialClass));
    ps.set(row, signFlipP(shares, 'two-sided'));
  }
  const rivals = [...ps].filter(([row]) => !row.twin);
  const adjusted = holm(rivals.map(([, p]) => p));
  for (const [i, [row]] of rivals.entries()) ps.set(row, adjusted[i] as number);
  return ps;
}

function medianOf(valuesMs: readonly (number | null)[]): number | null {
  const known = valuesMs.filter((value) => value !== null);
  return known.length === valuesMs.length ? median(known) : null;
}

/** In more than half of its trials: one alone may have met a spell of arrivals. */
export function mostlyUnstable(trials: readonly { readonly unstable: boolean }[]): boolean {
  return trials.filter(({ unstable }) => unstable).length > trials.length / 2;
}

/** Of a log-ratio; an infinite end is null. */
export function ratioOf({ estimate, low, high }: LocationEstimate): NonNullable<Comparison['ratio']> {
  return {
    estimate: Math.exp(estimate),
    low: Number.isFinite(low) ? Math.exp(low) : null,
    high: Number.isFinite(high) ? Math.exp(high) : null,
  };
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
