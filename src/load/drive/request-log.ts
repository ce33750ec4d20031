import type { RequestOutcome, RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RequestShape } from '../plan/request-mix.ts';
import { type ServerView, UNKNOWN } from './answer.ts';
import type { GuardedClient } from './client-guard.ts';
import type { Protocol } from './protocol.ts';

/** A due request. Times in ms from the start of the load. */
export interface DueRequest extends RequestShape {
  readonly seq: number;
  readonly warmup: boolean;
  readonly intendedMs: number;
}

export interface LoadProgress {
  readonly elapsedMs: number;
  readonly inFlight: number;
  /** Requests that ended since the last time. */
  readonly fresh: readonly RequestRecord[];
}

/** A request and its connection, which is −1 until it is sent. */
interface Sent {
  readonly request: DueRequest;
  readonly connection: number;
  readonly sentMs: number;
}

/** Turns each request into exactly one record. Its clock starts at construction. */
export class RequestLog {
  readonly startNs = process.hrtime.bigint();
  readonly #protocol: Protocol;
  readonly #inFlight = new Set<Sent>();
  readonly #records: RequestRecord[] = [];
  /** How many of them `progress` has told. */
  #told = 0;

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  nowMs(): number {
    return Number(process.hrtime.bigint() - this.startNs) / 1e6;
  }

  /** Requests sent and not answered. */
  get inFlight(): number {
    return this.#inFlight.size;
  }

  progress(): LoadProgress {
    const fresh = this.#records.slice(this.#told);
    this.#told = this.#records.length;
    return { elapsedMs: this.nowMs(), inFlight: this.#inFlight.size, fresh };
  }

  /** Calls `ended` when the record is written. */
  send(connection: GuardedClient, request: DueRequest, sentMs: number, ended: () => void): void {
    const sent: Sent = { request, connection: connection.index, sentMs };
    this.#inFlight.add(sent);
    connection.send(this.#protocol.requestOf(request), (answer) => {
      const endedMs = this.nowMs();
      this.#inFlight.delete(sent);
      if (answer === undefined) this.#records.push(this.#record(sent, endedMs, 'lost', 0, UNKNOWN));
      else {
        const { outcome, view } = this.#protocol.read(answer);
        this.#records.push(this.#record(sent, endedMs, outcome, answer.status, view));
      }
      ended();
    });
  }

  /** Ends requests in flight and due ones that were never sent. Call it once, at the end. */
  cancel(neverSent: readonly DueRequest[]): void {
    const endedMs = this.nowMs();
    for (const sent of this.#inFlight)
      this.#records.push(this.#record(sent, endedMs, 'cancelled', 0, UNKNOWN));
    for (const request of neverSent) {
      const unsent: Sent = { request, connection: -1, sentMs: endedMs };
      this.#records.push(this.#record(unsent, endedMs, 'cancelled', 0, UNKNOWN));
    }
    this.#inFlight.clear();
  }

  bySeq(): RequestRecord[] {
    return this.#records.toSorted((a, b) => a.seq - b.seq);
  }

  #record(
    { request, connection, sentMs }: Sent,
    endedMs: number,
    outcome: RequestOutcome,
    status: number,
    { httpWorker, jobWorker, startedMs, waitMs, serviceMs }: ServerView,
  ): RequestRecord {
    const { seq, type, sizeMs, warmup, intendedMs } = request;
    return {
      seq,
      class: request.class,
      type,
      ...(sizeMs !== undefined && { sizeMs }),
      warmup,
      connection,
      intendedMs,
      sentMs,
      endedMs,
      outcome,
      status,
      httpWorker,
      jobWorker,
      ...(startedMs > 0 && { startedMs: this.#sinceStartMs(startedMs) }),
      waitMs,
      serviceMs,
    };
  }

  /** Of a time on the monotonic clock, to the µs. */
  #sinceStartMs(ms: number): number {
    return Math.max(0, Math.round(ms * 1000 - Number(this.startNs) / 1000) / 1000);
  }
}
