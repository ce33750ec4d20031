import { quantile, samplesFor } from '../../measuring/statistics/quantile.ts';
import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import { hasSlowdown, type RequestRecord } from '../../measuring/summary/request-record.ts';
import { isType } from '../../results/class-names.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import type { Measured } from './measured.ts';

/** How much longer than itself a job of this length takes. */
export interface SlowdownPoint {
  readonly serviceMs: number;
  readonly count: number;
  readonly p50: number;
  /** Undefined with too few jobs. */
  readonly p90: number | undefined;
}

export interface SlowdownLine {
  readonly strategy: string;
  readonly points: readonly SlowdownPoint[];
}

export interface Slowdown {
  readonly title: string;
  readonly summary: string;
  readonly lines: readonly SlowdownLine[];
  readonly table: TableData;
  readonly source: string;
}

/** Groups of lengths. */
const PER_DECADE = 3;
const FEWEST = samplesFor(0.5);

/** By length if the single requests were kept, else by type. */
export function slowdownOf(strategies: readonly Measured[]): Slowdown | string {
  const lines = strategies
    .map(({ strategy, classes, records }) => ({
      strategy,
      points: records === undefined ? pointsByType(classes) : pointsByLength(records),
    }))
    .filter(({ points }) => points.length > 0);
  if (lines.length === 0)
    return 'Too few requests say how long their jobs ran. A server that is not ours says nothing of it.';
  if (lines.every(({ points }) => points.length < 2)) return 'All jobs are about as long as each other.';
  return {
    title: titleOf(lines),
    summary:
      'Slowdown is the response time divided by the time that the job itself ran: 1 is a job that waited for nothing. A fair strategy has a flat line; where it rises to the left, short jobs wait for long ones. Both axes are logarithmic.',
    lines,
    table: tableOf(lines),
    source: strategies.every(({ records }) => records === undefined)
      ? 'analysis.json, by type'
      : 'samples/, all blocks',
  };
}

function pointsByLength(records: readonly RequestRecord[]): SlowdownPoint[] {
  const groups = new Map<number, { lengths: number[]; slowdowns: number[] }>();
  for (const record of records) {
    if (record.class === 'light' || record.outcome !== 'ok' || !hasSlowdown(record)) continue;
    const group = Math.floor(Math.log10(record.serviceMs) * PER_DECADE);
    const own = groups.get(group) ?? { lengths: [], slowdowns: [] };
    groups.set(group, own);
    own.lengths.push(record.serviceMs);
    own.slowdowns.push((record.endedMs - record.intendedMs) / record.serviceMs);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .flatMap(([, { lengths, slowdowns }]) => {
      if (slowdowns.length < FEWEST) return [];
      const ascending = Float64Array.from(slowdowns).sort();
      return [
        {
          serviceMs: quantile(Float64Array.from(lengths).sort(), 0.5),
          count: slowdowns.length,
          p50: quantile(ascending, 0.5),
          p90: slowdowns.length < samplesFor(0.9) ? undefined : quantile(ascending, 0.9),
        },
      ];
    });
}

function pointsByType(classes: readonly ClassSummary[]): SlowdownPoint[] {
  return classes
    .filter(({ name }) => isType(name))
    .flatMap(({ serviceMs, slowdown }) =>
      serviceMs.mean === null || slowdown.p50 === null
        ? []
        : [
            {
              serviceMs: serviceMs.mean,
              count: slowdown.count,
              p50: slowdown.p50,
              p90: slowdown.p90 ?? undefined,
            },
          ],
    )
    .sort((a, b) => a.serviceMs - b.serviceMs);
}

function titleOf(lines: readonly SlowdownLine[]): string {
  const shortest = lines
    .map(({ strategy, points }) => ({ strategy, point: points[0] as SlowdownPoint }))
    .toSorted((a, b) => a.point.p50 - b.point.p50);
  const [best, worst] = [shortest[0], shortest.at(-1)];
  if (best === undefined || worst === undefined) return 'Slowdown by length of the job';
  const times = ({ strategy, point }: typeof best) => `${digits(point.p50)} times with ${strategy}`;
  const length = digits(best.point.serviceMs);
  return best === worst
    ? `A job of about ${length} ms typically takes ${digits(best.point.p50)} times its length`
    : `A job of about ${length} ms typically takes ${digits(best.point.p50)} times its length with ${best.strategy}, ${times(worst)}`;
}

function tableOf(lines: readonly SlowdownLine[]): TableData {
  return {
    columns: [
      ...columns('l', ['strategy']),
      { name: 'length', unit: 'ms', align: 'r' },
      ...columns('r', ['jobs']),
      { name: 'p50', group: 'slowdown', align: 'r' },
      { name: 'p90', group: 'slowdown', align: 'r' },
    ],
    rows: lines.flatMap(({ strategy, points }) =>
      points.map(({ serviceMs, count, p50, p90 }) => [
        strategy,
        digits(serviceMs),
        count,
        digits(p50),
        digits(p90 ?? null),
      ]),
    ),
  };
}
