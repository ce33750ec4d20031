import { z } from 'zod';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult } from '../../results/schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import { largest } from './largest.ts';
import { type Requests, requestsByBlock } from './requests.ts';

/** A piece of time: means over it. */
export interface Moment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly waiting: number;
  readonly busy: number;
  /** Requests that ended without a good answer. */
  readonly bad: number;
}

export interface TimelineRow {
  readonly strategy: string;
  readonly workers: number;
  readonly moments: readonly Moment[];
  readonly mostWaiting: number;
  /** Requests that ended without a good answer, those after the last arrival included. */
  readonly bad: number;
}

/** Queue, busy workers and faults over one block. */
export interface Timeline {
  readonly title: string;
  readonly summary: string;
  readonly endMs: number;
  readonly warmupMs: number;
  readonly rows: readonly TimelineRow[];
  readonly faultsMs: readonly number[];
  readonly block: number;
  readonly table: TableData;
}

const PIECES = 100;

export function timelineOf(run: RunResult, requests: Requests): Timeline | string {
  if (requests.kind === 'none') return requests.why;
  const blocks = requestsByBlock(run, requests.of);
  const [first] = [...blocks].sort(([a], [b]) => a - b);
  if (first === undefined) return 'No block has the requests of every strategy.';
  const [block, trials] = first;
  const heavy = trials.map(({ strategy, records }) => ({
    strategy,
    records: records.filter((one) => one.class !== 'light' && (one.class === 'heavy' || one.serviceMs >= 0)),
  }));
  if (heavy.every(({ records }) => records.every(({ startedMs }) => startedMs === undefined)))
    return 'The requests of this run do not say when their jobs started.';
  const endMs = largest(
    heavy.flatMap(({ records }) => records),
    ({ intendedMs }) => intendedMs,
  );
  const rows = heavy.map(({ strategy, records }) => rowOf(strategy, records, endMs));
  const all = trials.flatMap(({ records }) => records);
  const warmupMs = Math.max(
    0,
    largest(
      all.filter(({ warmup }) => warmup),
      ({ intendedMs }) => intendedMs,
    ),
  );
  return {
    ...wordsFor(rows, block),
    endMs,
    warmupMs,
    rows,
    faultsMs: faultsOf(run, endMs),
    block,
    table: tableOf(rows),
  };
}

function rowOf(strategy: string, records: readonly RequestRecord[], endMs: number): TimelineRow {
  const pieceMs = endMs / PIECES;
  const waiting = new Float64Array(PIECES);
  const busy = new Float64Array(PIECES);
  const bad = new Float64Array(PIECES);
  for (const record of records) {
    const { intendedMs, startedMs, serviceMs, endedMs } = record;
    if (record.outcome !== 'ok') {
      const piece = Math.min(PIECES - 1, Math.floor(endedMs / pieceMs));
      bad[piece] = (bad[piece] as number) + 1;
    }
    spread(waiting, intendedMs, startedMs ?? endedMs, pieceMs);
    if (startedMs !== undefined && serviceMs > 0) spread(busy, startedMs, startedMs + serviceMs, pieceMs);
  }
  const moments = Array.from({ length: PIECES }, (_, i) => ({
    fromMs: i * pieceMs,
    toMs: (i + 1) * pieceMs,
    waiting: waiting[i] as number,
    busy: busy[i] as number,
    bad: bad[i] as number,
  }));
  return {
    strategy,
    workers: new Set(records.map(({ jobWorker }) => jobWorker).filter((worker) => worker > 0)).size,
    moments,
    mostWaiting: Math.max(...waiting),
    bad: bad.reduce((sum, count) => sum + count, 0),
  };
}

/** Adds to each piece the share of it between two times. */
function spread(pieces: Float64Array, fromMs: number, toMs: number, pieceMs: number): void {
  const last = Math.min(pieces.length - 1, Math.floor(toMs / pieceMs));
  for (let i = Math.max(0, Math.floor(fromMs / pieceMs)); i <= last; i++) {
    const overlap = Math.min(toMs, (i + 1) * pieceMs) - Math.max(fromMs, i * pieceMs);
    pieces[i] = (pieces[i] as number) + Math.max(0, overlap) / pieceMs;
  }
}

const faulty = z.object({
  load: z.object({ warmupMs: z.number() }),
  faults: z.array(z.object({ everyMs: z.number().positive() })),
});

/** The first comes after the warm-up, as in the plan of the faults. */
function faultsOf({ scenario }: RunResult, endMs: number): number[] {
  const { load: { warmupMs } = { warmupMs: 0 }, faults = [] } =
    faulty.safeParse(scenario.settings).data ?? {};
  return faults.flatMap(({ everyMs }) =>
    Array.from(
      { length: Math.max(0, Math.ceil((endMs - warmupMs) / everyMs) - 1) },
      (_, i) => warmupMs + (i + 1) * everyMs,
    ),
  );
}

function wordsFor(rows: readonly TimelineRow[], block: number): Pick<Timeline, 'title' | 'summary'> {
  const sorted = rows.toSorted((a, b) => a.mostWaiting - b.mostWaiting);
  const [least, most] = [sorted[0] as TimelineRow, sorted.at(-1) as TimelineRow];
  const title =
    least === most
      ? `About ${most.mostWaiting.toFixed(0)} requests wait at the worst moment`
      : `At the worst moment about ${most.mostWaiting.toFixed(0)} requests wait with ${most.strategy}, ${least.mostWaiting.toFixed(0)} with ${least.strategy}`;
  return {
    title,
    summary: `Waiting heavy requests over block ${block + 1}, which every strategy met with the same requests. The strip below each curve is darker the more workers are busy. Red marks below it are requests without a good answer. The warm-up is shaded.`,
  };
}

function tableOf(rows: readonly TimelineRow[]): TableData {
  return {
    columns: [
      ...columns('l', ['strategy']),
      ...columns('r', [
        'most waiting',
        'waiting on average',
        'workers busy on average',
        'without a good answer',
      ]),
    ],
    rows: rows.map(({ strategy, moments, mostWaiting, bad }) => [
      strategy,
      digits(mostWaiting),
      digits(mean(moments.map(({ waiting }) => waiting))),
      digits(mean(moments.map(({ busy }) => busy))),
      bad,
    ]),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
