import { UsageError } from '../catalogue/usage-error.ts';
import { METRICS, type Metric } from '../results/comparison-schema.ts';
import type { RunResult } from '../results/schema.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { holm } from '../statistics/holm.ts';
import { hodgesLehmann, signedRankP } from '../statistics/signed-rank.ts';
import type { Change } from './between-runs.ts';
import { metricMs } from './metric.ts';
import { shiftOf, shiftP } from './sample-pair.ts';
import { LEVEL } from './standings.ts';

const ALPHA = 0.05;
/** With fewer no interval at 95 % has ends, and no gate would ever fail. */
export const FEWEST_BLOCKS = 6;
/** The log of a ratio that no measured time reaches. */
const BEYOND_ALL = 50;

/** A limit that must not be crossed, for one class of requests or for all. */
export type Gate =
  /** By how much a figure may grow (or shrink) from one run to another, as a share. */
  | {
      readonly kind: 'change';
      readonly text: string;
      readonly class: string | null;
      readonly metric: Metric;
      readonly share: number;
    }
  /** A response time that at least must be kept. */
  | {
      readonly kind: 'response time';
      readonly text: string;
      readonly class: string | null;
      readonly metric: Metric;
      readonly limitMs: number;
    }
  /** Share of offered requests that must get a good answer in time. */
  | {
      readonly kind: 'attainment';
      readonly text: string;
      readonly class: string | null;
      readonly share: number;
    };

/** A limit for a run by itself. */
export type OneRunGate = Exclude<Gate, { kind: 'change' }>;

const EXAMPLES = "'p95 > +10%', 'light p99 > 20ms' or 'attainment < 99%'";
const GRAMMAR =
  /^(?:([a-z0-9-]+) +)?(p50|p90|p95|p99|mean|attainment) *([<>]) *([+-]?)(\d+(?:\.\d+)?) *(%|ms)$/;

/** Reads what stands behind `--fail-if`. */
export function parseGate(text: string): Gate {
  const match = GRAMMAR.exec(text.trim());
  if (match === null) throw wrong(text, 'is no limit');
  const [, name, measure, sign, plus, digits, unit] = match;
  const common = { text: text.trim(), class: name ?? null };
  if (measure === 'attainment') {
    if (sign !== '<' || unit !== '%' || plus !== '') throw wrong(text, 'must say attainment < so many %');
    return { ...common, kind: 'attainment', share: Number(digits) / 100 };
  }
  if (sign !== '>') throw wrong(text, 'must say > for a time');
  const metric = METRICS.find((one) => one === measure) as Metric;
  if (unit === 'ms') {
    if (plus !== '') throw wrong(text, 'must give a response time without a sign');
    return { ...common, kind: 'response time', metric, limitMs: Number(digits) };
  }
  if (plus !== '+') throw wrong(text, 'must give a change with its sign, such as +10%');
  return { ...common, kind: 'change', metric, share: Number(digits) / 100 };
}

function wrong(text: string, why: string): UsageError {
  return new UsageError([`--fail-if=${JSON.stringify(text)} ${why}; right would be ${EXAMPLES}`]);
}

/** What broke a gate, in one sentence each. */
export type Breach = string;

/** Changes whose interval leaves the limit below it, and whose corrected one-sided p agrees. */
export function changesBeyond(gate: Extract<Gate, { kind: 'change' }>, changes: readonly Change[]): Breach[] {
  const rows = changes.filter(
    (one) => one.metric === gate.metric && (gate.class === null || one.class === gate.class),
  );
  if (rows.length === 0)
    throw nothingToJudge(gate, [...new Set(changes.map((one) => `${one.class} ${one.metric}`))]);
  const fewest = Math.min(...rows.map(({ sample }) => sample?.after.length ?? FEWEST_BLOCKS));
  if (fewest < FEWEST_BLOCKS)
    throw new UsageError([
      `--fail-if needs ${FEWEST_BLOCKS} blocks at least, better 8, and finds ${fewest}: fewer are certain of nothing`,
    ]);
  const limit = Math.log1p(gate.share);
  const tested = rows.flatMap(({ sample, ...row }) => (sample ? [{ row, sample }] : []));
  const ps = holm(tested.map(({ sample }) => shiftP(sample, limit, 'greater')));
  return tested.flatMap(({ row, sample }, i) => {
    const { low } = shiftOf(sample, LEVEL);
    if (!(low > limit) || (ps[i] as number) > ALPHA) return [];
    return [
      `${gate.text}: ${row.strategy}, ${row.class}: at least ${((Math.exp(low) - 1) * 100).toFixed(1)} % more`,
    ];
  });
}

/** Strategies of one run that certainly miss the limit. */
export function resultsBeyond(gate: OneRunGate, run: RunResult): Breach[] {
  const trials = run.trials.filter(({ twin }) => !twin);
  const names = [...new Set(trials.flatMap(({ classes }) => classes.map(({ name }) => name)))];
  if (gate.class !== null && !names.includes(gate.class)) throw nothingToJudge(gate, names);
  const cells = names
    .filter((name) => gate.class === null || name === gate.class)
    .flatMap((name) => cellsOf(trials, name, gate));
  if (cells.length === 0) throw nothingToJudge(gate, names);
  // Above 0 is beyond the limit.
  const ps = holm(cells.map(({ excesses }) => signedRankP(excesses, 0, 'greater')));
  return cells.flatMap(({ strategy, class: name, excesses }, i) =>
    hodgesLehmann(excesses, LEVEL).low > 0 && (ps[i] as number) <= ALPHA
      ? [`${gate.text}: ${strategy}, ${name}, in ${excesses.length} blocks`]
      : [],
  );
}

interface Cell {
  readonly strategy: string;
  readonly class: string;
  readonly excesses: readonly number[];
}

/** By how much each trial lies beyond the limit: in logs of times, or in shares. */
function cellsOf(trials: readonly TrialRecord[], name: string, gate: OneRunGate): Cell[] {
  const rows = new Map<string, TrialClass[]>();
  for (const { strategy, connections, classes } of trials) {
    const row = connections === null ? strategy : `${strategy}, ${connections} conn.`;
    rows.set(row, [...(rows.get(row) ?? []), ...classes.filter((one) => one.name === name)]);
  }
  return [...rows].flatMap(([strategy, own]) => {
    const excesses = own.map((one) => excessOf(one, gate)).filter((excess) => excess !== null);
    return excesses.length < own.length || own.length === 0 ? [] : [{ strategy, class: name, excesses }];
  });
}

function excessOf(one: TrialClass, gate: OneRunGate): number | null {
  if (one.counts.offered === 0) return null;
  if (gate.kind === 'attainment') return gate.share - one.attained / one.counts.offered;
  const value = metricMs(one, gate.metric);
  // A percentile that falls on a request without a good answer is beyond any limit.
  if (value === null) return one.counts.offered > one.counts.ok ? BEYOND_ALL : null;
  return Math.log(value / gate.limitMs);
}

function nothingToJudge({ text }: Gate, there: readonly string[]): UsageError {
  return new UsageError([
    `--fail-if=${JSON.stringify(text)} finds nothing to judge; there are: ${there.join(', ')}`,
  ]);
}
