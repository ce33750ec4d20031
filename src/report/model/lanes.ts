import { median } from '../../measuring/statistics/quantile.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult } from '../../results/schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import { largest } from './largest.ts';
import { type Requests, requestsByBlock, type TrialRequests } from './requests.ts';

/** A job on its worker. Times in ms from the start of the load. */
export interface Job {
  readonly seq: number;
  readonly type: string;
  readonly worker: number;
  readonly dueMs: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** What the workers of one strategy did in the window. */
export interface Lanes {
  readonly strategy: string;
  readonly workers: readonly number[];
  readonly jobs: readonly Job[];
  /** The request that is marked in every strategy. */
  readonly marked: Job;
}

/** Who ran what when. */
export interface WhoRanWhat {
  readonly title: string;
  readonly summary: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Types of jobs, the shortest first. */
  readonly types: readonly string[];
  readonly strategies: readonly Lanes[];
  readonly block: number;
  readonly table: TableData;
}

/** More jobs than this in one picture cannot be told apart, and more than these in all make a large file. */
const MOST_JOBS = 360;
const MOST_IN_ALL = 1500;
const BEFORE = 0.15;

/** A window around the worst wait of a short job: the same requests under every strategy. Why it cannot be drawn otherwise. */
export function whoRanWhat(run: RunResult, requests: Requests): WhoRanWhat | string {
  if (requests.kind === 'none') return requests.why;
  const blocks = requestsByBlock(run, requests.of);
  if (blocks.size === 0) return 'No block has the requests of every strategy.';
  if ([...requests.of.values()].flat().every(({ startedMs }) => startedMs === undefined))
    return 'The requests of this run do not say when their jobs started. Runs of this version do, except those of a server that is not ours.';
  const worst = worstWait(blocks);
  if (worst === undefined) return 'No job ran to its end under every strategy.';
  const { block, seq } = worst;
  const trials = (blocks.get(block) as TrialRequests[]).map(({ strategy, records }) => ({
    strategy,
    jobs: records.flatMap((record) => jobOf(record) ?? []),
  }));
  const marked = trials.map(({ jobs }) => jobs.find((job) => job.seq === seq) as Job);
  const [fromMs, toMs] = windowAround(marked, trials[0]?.jobs ?? []);
  const strategies = trials.map(({ strategy, jobs }, i) => ({
    strategy,
    workers: workersIn(jobs, fromMs, toMs),
    jobs: jobs.filter((job) => job.dueMs < toMs && job.endMs > fromMs),
    marked: marked[i] as Job,
  }));
  return {
    ...wordsFor(strategies, toMs - fromMs, block),
    fromMs,
    toMs,
    types: typesIn(trials.flatMap(({ jobs }) => jobs)),
    strategies,
    block,
    table: tableOf(strategies),
  };
}

function jobOf(record: RequestRecord): Job | undefined {
  const { seq, type, jobWorker: worker, intendedMs: dueMs, startedMs, serviceMs, outcome } = record;
  if (startedMs === undefined || serviceMs < 0 || outcome !== 'ok') return undefined;
  return { seq, type, worker, dueMs, startMs: startedMs, endMs: startedMs + serviceMs };
}

function waitOf({ startMs, dueMs }: Job): number {
  return Math.max(0, startMs - dueMs);
}

/** Of the jobs not longer than the median that ran under every strategy, the one with the longest wait anywhere. */
function worstWait(
  blocks: ReadonlyMap<number, readonly TrialRequests[]>,
): { block: number; seq: number } | undefined {
  let worst: { block: number; seq: number } | undefined;
  let longestMs = 0;
  for (const [block, trials] of blocks) {
    const all = trials.map(({ records }) =>
      records.filter(({ warmup }) => !warmup).flatMap((record) => jobOf(record) ?? []),
    );
    const served = new Map<number, number>();
    for (const { seq } of all.flat()) served.set(seq, (served.get(seq) ?? 0) + 1);
    const lengths = all.flat().map(({ startMs, endMs }) => endMs - startMs);
    const short = lengths.length === 0 ? 0 : median(lengths);
    // After the last arrival queues only shrink.
    const lastDueMs = largest(all.flat(), ({ dueMs }) => dueMs);
    for (const job of all.flat())
      if (
        served.get(job.seq) === trials.length &&
        job.endMs - job.startMs <= short &&
        job.endMs < lastDueMs &&
        waitOf(job) > longestMs
      ) {
        longestMs = waitOf(job);
        worst = { block, seq: job.seq };
      }
  }
  return worst;
}

/** From a little before the request was due to the last end of it; less than that if there are too many jobs. */
function windowAround(marked: readonly Job[], jobs: readonly Job[]): [number, number] {
  const dueMs = Math.min(...marked.map((job) => job.dueMs));
  const endMs = Math.max(...marked.map((job) => job.endMs));
  const spanMs = Math.max(endMs - dueMs, 20);
  const [from, to] = [Math.max(0, dueMs - spanMs * BEFORE), endMs + spanMs * BEFORE];
  const within = jobs.filter((job) => job.dueMs < to && job.endMs > from).length;
  const most = Math.min(MOST_JOBS, MOST_IN_ALL / marked.length);
  return [from, within <= most ? to : from + ((to - from) * most) / within];
}

/** Those that ran jobs before the window's end and after its start: where workers die, others take their place. */
function workersIn(jobs: readonly Job[], fromMs: number, toMs: number): number[] {
  const before = new Set(jobs.filter(({ startMs }) => startMs < toMs).map(({ worker }) => worker));
  const after = jobs.filter(({ endMs }) => endMs > fromMs).map(({ worker }) => worker);
  return [...new Set(after)].filter((worker) => before.has(worker)).sort((a, b) => a - b);
}

/** By their mean length. */
function typesIn(jobs: readonly Job[]): string[] {
  const means = new Map<string, { sum: number; count: number }>();
  for (const { type, startMs, endMs } of jobs) {
    const mean = means.get(type) ?? { sum: 0, count: 0 };
    means.set(type, { sum: mean.sum + endMs - startMs, count: mean.count + 1 });
  }
  return [...means].sort(([, a], [, b]) => a.sum / a.count - b.sum / b.count).map(([type]) => type);
}

function wordsFor(
  strategies: readonly Lanes[],
  spanMs: number,
  block: number,
): Pick<WhoRanWhat, 'title' | 'summary'> {
  const byWait = strategies.toSorted((a, b) => waitOf(b.marked) - waitOf(a.marked));
  const [worst, best] = [byWait[0] as Lanes, byWait.at(-1) as Lanes];
  const { type } = worst.marked;
  const title =
    worst === best
      ? `A ${type} request waits ${inMs(waitOf(worst.marked))} for its worker`
      : `The same ${type} request waits ${inMs(waitOf(worst.marked))} with ${worst.strategy} and ${inMs(waitOf(best.marked))} with ${best.strategy}`;
  return {
    title,
    summary: `Each lane is a worker, each bar a job; the thin lines above the lanes are requests that wait. The marked request is the short one with the longest wait of all blocks, here in block ${block + 1}: under every strategy it was due at the same moment, among the same requests. The picture covers ${inMs(spanMs)}.`,
  };
}

function inMs(ms: number): string {
  return ms >= 1000 ? `${digits(ms / 1000)} s` : `${digits(ms)} ms`;
}

function tableOf(strategies: readonly Lanes[]): TableData {
  return {
    columns: [
      ...columns('l', ['strategy']),
      ...columns('r', ['worker']),
      ...columns('r', ['due', 'started', 'ended', 'waited', 'ran'], 'ms'),
      ...columns('r', ['jobs in the picture']),
    ],
    rows: strategies.map(({ strategy, marked, jobs }) => [
      strategy,
      marked.worker,
      ...[marked.dueMs, marked.startMs, marked.endMs, waitOf(marked), marked.endMs - marked.startMs].map(
        digits,
      ),
      jobs.length,
    ]),
  };
}

/** For the caption of a strategy's lanes. */
export function waitInWords({ marked }: Lanes): string {
  return inMs(waitOf(marked));
}
