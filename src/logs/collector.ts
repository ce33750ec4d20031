import { Columns, type Row } from './columns.ts';
import type { LogLine } from './formats/log-line.ts';
import { decoded } from './lines.ts';
import { type NamedRoute, Routes } from './routes.ts';
import { Tally } from './tally.ts';

const DAY_MS = 86_400_000;
/** Lines of several processes are written in turns, and some servers buffer them; a clock that jumps, jumps farther. */
const JUMP_MS = 10 * 60_000;
const MOST_POOLS = 60_000;
/** Rotated files may share a few seconds. */
const OVERLAP = 0.1;

/** Turns the requests of a log into columns, and counts what is left out. */
export class Collector {
  readonly columns: Columns;
  readonly routes: Routes;
  readonly leftOut = new Tally();
  readonly jumps = new Tally();
  /** The coarsest step that all stamps and durations are multiples of. */
  stampStepMs = 1000;
  durationStepMs = 1000;
  /** Of each file so far, its first and last stamp. */
  readonly #spans: { fromMs: number; toMs: number }[] = [];
  #namesPools = false;
  readonly #pools = new Map<string, number>();
  readonly #row: Row = { stampMs: 0, durationMs: 0, serviceMs: 0, route: 0, pool: 0, whole: 1 };
  /** Of the file that is being read. */
  #file = '';
  #isStamped: 'start' | 'end' = 'end';
  #inOrder = false;
  #latestEndMs = Number.NEGATIVE_INFINITY;
  #shiftMs = 0;

  constructor(named: readonly NamedRoute[], hasService: boolean) {
    this.routes = new Routes(named);
    this.columns = new Columns(hasService);
  }

  startFile(file: string, stamp: 'start' | 'end', inOrder: boolean): void {
    this.#file = file;
    this.#spans.push({ fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY });
    this.#isStamped = stamp;
    this.#inOrder = inOrder;
    this.#latestEndMs = Number.NEGATIVE_INFINITY;
    this.#shiftMs = 0;
  }

  take(line: LogLine, number: number): void {
    const problem = problemOf(line);
    if (problem !== undefined) {
      this.leftOut.add(problem, this.#file, number);
      return;
    }
    const route = this.routes.of(line);
    if (typeof route === 'string') {
      this.leftOut.add(route, this.#file, number);
      return;
    }
    this.#seeSteps(line);
    const stampMs = line.stampMs + this.#shiftAt(line, number);
    const row = this.#row;
    row.stampMs = stampMs;
    row.durationMs = line.durationMs;
    row.serviceMs = line.serviceMs;
    row.route = route;
    if (line.pool !== '') this.#namesPools = true;
    row.pool = this.#poolOf(line.pool === '' ? `file ${this.#spans.length}` : line.pool);
    row.whole = isWhole(line.status) ? 1 : 0;
    this.columns.add(row);
    const span = this.#spans[this.#spans.length - 1] as { fromMs: number; toMs: number };
    if (stampMs < span.fromMs) span.fromMs = stampMs;
    if (stampMs > span.toMs) span.toMs = stampMs;
  }

  get firstMs(): number {
    return this.#spans.reduce((ms, { fromMs }) => Math.min(ms, fromMs), Number.POSITIVE_INFINITY);
  }

  get lastMs(): number {
    return this.#spans.reduce((ms, { toMs }) => Math.max(ms, toMs), Number.NEGATIVE_INFINITY);
  }

  /**
   * True if the log tells servers apart: it names them, or its files are of the same time. Files that follow one another
   * are of one server.
   */
  get hasPools(): boolean {
    const spans = this.#spans.toSorted((a, b) => a.fromMs - b.fromMs);
    const overlaps = spans.some(({ fromMs, toMs }, i) => {
      const before = spans[i - 1];
      return before !== undefined && before.toMs - fromMs > OVERLAP * (toMs - fromMs);
    });
    return this.#namesPools || overlaps;
  }

  #seeSteps({ stampMs, durationMs, serviceMs }: LogLine): void {
    if (this.stampStepMs > 0.001) this.stampStepMs = stepOf(stampMs, this.stampStepMs);
    if (this.durationStepMs <= 0.001) return;
    this.durationStepMs = stepOf(durationMs, this.durationStepMs);
    // A time without the queue is often finer, and is then what counts.
    if (!Number.isNaN(serviceMs)) this.durationStepMs = stepOf(serviceMs, this.durationStepMs);
  }

  /** After a jump back of the clock, time goes on where it was. */
  #shiftAt({ stampMs, durationMs }: LogLine, number: number): number {
    if (!this.#inOrder) return 0;
    const endMs = stampMs + this.#shiftMs + (this.#isStamped === 'end' ? 0 : durationMs);
    if (endMs < this.#latestEndMs - JUMP_MS) {
      this.#shiftMs += this.#latestEndMs - endMs;
      this.jumps.add('clock jumps back', this.#file, number);
    } else if (endMs > this.#latestEndMs) this.#latestEndMs = endMs;
    return this.#shiftMs;
  }

  #poolOf(name: string): number {
    const known = this.#pools.get(name);
    if (known !== undefined) return known;
    if (this.#pools.size >= MOST_POOLS) return 0;
    this.#pools.set(decoded(name), this.#pools.size);
    return this.#pools.size - 1;
  }
}

function problemOf({ stampMs, durationMs, status }: LogLine): string | undefined {
  if (Number.isNaN(durationMs)) return 'no duration';
  if (durationMs < 0) return 'negative duration';
  if (durationMs > DAY_MS) return 'longer than a day';
  // 1995 to 2100.
  if (stampMs < 788_918_400_000 || stampMs > 4_102_444_800_000) return 'no time of this century';
  return status < 300 && status !== 101 ? undefined : answerWithoutWork(status);
}

function answerWithoutWork(status: number): string | undefined {
  if (status === 101) return 'websocket or event stream';
  if (status === 304) return 'not modified (304)';
  if (status === 503) return 'rejected (503)';
  // 408 and 499: the client gave up, the work did not.
  if (status >= 500 || status === 408 || status === 499) return undefined;
  return status < 400 ? 'redirect (3xx)' : 'refused (4xx)';
}

/** False for time-outs, errors and clients that left: they end before their work does, or instead of it. */
function isWhole(status: number): boolean {
  return status < 400;
}

/** 1000, 1 or 0.001 ms. */
function stepOf(ms: number, step: number): number {
  if (step === 1000 && ms % 1000 === 0) return 1000;
  return ms % 1 === 0 ? 1 : 0.001;
}
