import { quantile, samplesFor } from '../../measuring/statistics/quantile.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import type { Measured } from './measured.ts';

/** A point of a curve: one request in `oneIn` takes longer than `ms`. */
export interface SpectrumPoint {
  readonly oneIn: number;
  readonly ms: number;
}

export interface SpectrumLine {
  readonly strategy: string;
  /** As far as there are enough requests. */
  readonly sure: readonly SpectrumPoint[];
  /** Beyond that, decided by single requests. */
  readonly thin: readonly SpectrumPoint[];
  /** The percentiles of the table. */
  readonly marks: readonly SpectrumPoint[];
}

export interface SpectrumClass {
  readonly class: string;
  readonly lines: readonly SpectrumLine[];
}

/** Response times of good answers over all blocks together. */
export interface Spectrum {
  readonly title: string;
  readonly summary: string;
  readonly classes: readonly SpectrumClass[];
  readonly table: TableData;
}

const PERCENTILES = [
  ['p50', 2],
  ['p90', 10],
  ['p95', 20],
  ['p99', 100],
  ['p999', 1000],
] as const;
const POINTS = 60;

/** For these classes. */
export function spectrumOf(strategies: readonly Measured[], names: readonly string[]): Spectrum | string {
  const classes = names.flatMap((name) => {
    const lines = strategies.flatMap((one) => lineOf(one, name) ?? []);
    return lines.length === 0 ? [] : [{ class: name, lines }];
  });
  const [first] = classes;
  if (first === undefined) return 'Too few requests were answered for percentiles.';
  return {
    title: titleOf(first),
    summary:
      'Response times of all good answers together, from the moment each request was due. To the right come the rarest: at 99 %, one request in a hundred takes longer. Where a line turns thin, fewer than ten requests lie beyond it, so chance decides.',
    classes,
    table: tableOf(strategies, classes),
  };
}

function lineOf({ strategy, classes, records }: Measured, name: string): SpectrumLine | undefined {
  const summary = classes.find((one) => one.name === name);
  if (summary === undefined) return undefined;
  const marks = PERCENTILES.flatMap(([percentile, oneIn]) => {
    const ms = summary.responseMs[percentile];
    return ms === null ? [] : [{ oneIn, ms }];
  });
  if (marks.length === 0) return undefined;
  const times = timesIn(records ?? [], name);
  // Without the single requests, the line goes from percentile to percentile.
  if (times.length === 0) return { strategy, sure: marks, thin: [], marks };
  const points = curveOf(times);
  const turn = points.findIndex(({ oneIn }) => oneIn > times.length / samplesFor(0));
  return {
    strategy,
    sure: turn < 0 ? points : points.slice(0, turn),
    thin: turn < 1 ? [] : points.slice(turn - 1),
    marks,
  };
}

function timesIn(records: readonly RequestRecord[], name: string): Float64Array {
  const isIn = ({ outcome, type, class: kind }: RequestRecord) =>
    outcome === 'ok' && (name === 'all' || kind === name || (type === name && kind !== 'light'));
  return Float64Array.from(records.filter(isIn), ({ endedMs, intendedMs }) => endedMs - intendedMs).sort();
}

function curveOf(ascending: Float64Array): SpectrumPoint[] {
  const most = Math.log(ascending.length);
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const oneIn = Math.exp((most * i) / POINTS);
    return { oneIn, ms: quantile(ascending, 1 - 1 / oneIn) };
  });
}

function titleOf({ class: name, lines }: SpectrumClass): string {
  const common = PERCENTILES.filter(([, oneIn]) =>
    lines.every(({ marks }) => marks.some((one) => one.oneIn === oneIn)),
  ).at(-1);
  if (common === undefined) return `Response times of ${name} from the usual to the rare`;
  const [percentile, oneIn] = common;
  const at = (line: SpectrumLine) => line.marks.find((one) => one.oneIn === oneIn)?.ms ?? 0;
  const sorted = lines.toSorted((a, b) => at(a) - at(b));
  const [best, worst] = [sorted[0] as SpectrumLine, sorted.at(-1) as SpectrumLine];
  if (best === worst) return `The ${nameOf(percentile)} of ${name} is ${digits(at(best))} ms`;
  return `The ${nameOf(percentile)} of ${name} is ${digits(at(best))} ms with ${best.strategy} and ${digits(at(worst))} ms with ${worst.strategy}`;
}

function nameOf(percentile: string): string {
  return percentile === 'p999' ? 'p99.9' : percentile;
}

function tableOf(strategies: readonly Measured[], classes: readonly SpectrumClass[]): TableData {
  return {
    columns: [
      ...columns('l', ['strategy', 'requests']),
      ...columns('r', ['answered']),
      ...columns('r', [...PERCENTILES.map(([percentile]) => nameOf(percentile)), 'max'], 'ms'),
    ],
    rows: classes.flatMap(({ class: name }) =>
      strategies.flatMap(({ strategy, classes: own }) => {
        const summary = own.find((one) => one.name === name);
        if (summary === undefined) return [];
        const { responseMs } = summary;
        return [
          [
            strategy,
            name,
            responseMs.count,
            ...PERCENTILES.map(([percentile]) => digits(responseMs[percentile])),
            digits(responseMs.max),
          ],
        ];
      }),
    ),
  };
}
