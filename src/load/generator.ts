import { performance } from 'node:perf_hooks';
import { type ConnectionPool, openConnections } from './connection-pool.ts';
import { type LoadResult, sendLag } from './load-result.ts';
import { type DueRequest, type LoadProgress, RequestLog } from './request-log.ts';

const PROGRESS_EVERY_MS = 500;

/** Where the load goes, and for how long it is waited for. */
export interface LoadTarget {
  /** Of the server, without a path. */
  readonly url: string;
  readonly connections: number;
  /** How long requests may stay unanswered after the last one was due. */
  readonly drainMs: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Ends the load at once: requests that were due by then are recorded, later ones are not. */
  readonly signal?: AbortSignal;
}

/** Says what is to be sent, and when. Times in ms from the start of the load. */
export interface RequestSource {
  /** No request is due after it. */
  readonly lastDueMs: number;
  /** When the next request is due; Infinity if none is, or if only an answer brings the next one. */
  nextDueMs(): number;
  /** The next request to be sent by an idle connection; undefined if none is due. */
  take(nowMs: number, connection: number): DueRequest | undefined;
  /** True when no request will come any more. */
  exhausted(nowMs: number): boolean;
  /** Those that are due and were not taken. */
  untaken(nowMs: number): DueRequest[];
}

/** Connects, drives the whole load, disconnects. Nothing of it is left running afterwards. */
export async function generateLoad(target: LoadTarget, source: RequestSource): Promise<LoadResult> {
  const pool = await openConnections(target.url, target.connections, target.signal);
  try {
    const log = new RequestLog();
    const atStart = performance.eventLoopUtilization();
    await drive(target, source, pool, log);
    const clientElu = performance.eventLoopUtilization(atStart).utilization;
    log.cancel(source.untaken(log.nowMs()));
    const records = log.bySeq();
    return {
      records,
      sendLagMs: sendLag(records),
      reconnects: pool.connects - target.connections,
      clientElu,
    };
  } finally {
    await pool.close();
  }
}

/** Resolves when everything is answered, at the end of the drain, or when aborted. */
function drive(
  target: LoadTarget,
  source: RequestSource,
  pool: ConnectionPool,
  log: RequestLog,
): Promise<void> {
  return new Promise((resolve) => {
    let clock: NodeJS.Timeout | undefined;
    let drain: NodeJS.Timeout | undefined;

    const send = (): void => {
      for (const connection of pool.idle) {
        const nowMs = log.nowMs();
        const request = source.take(nowMs, connection.index);
        if (request === undefined) break;
        pool.idle.delete(connection);
        log.send(connection, request, nowMs, finishIfDone);
      }
      setClock();
    };
    // Aims at a due time, not at an interval, so that lateness does not add up. Node's timers count whole ms. When no
    // connection is idle, the next one that is sends what is due by then.
    const setClock = (): void => {
      const dueMs = source.nextDueMs();
      if (clock !== undefined || pool.idle.size === 0 || dueMs === Number.POSITIVE_INFINITY) return;
      clock = setTimeout(strike, Math.ceil(dueMs - log.nowMs()));
    };
    const strike = (): void => {
      clock = undefined;
      send();
    };
    const finishIfDone = (): void => {
      if (log.inFlight === 0 && source.exhausted(log.nowMs())) finish();
    };
    const finish = (): void => {
      pool.onIdle = () => {};
      clearTimeout(clock);
      clearTimeout(drain);
      clearInterval(progress);
      target.signal?.removeEventListener('abort', finish);
      resolve();
    };

    // A timer may fire early; the drain never ends before the last request is due.
    const finishIfDrained = (): void => {
      const leftMs = source.lastDueMs + target.drainMs - log.nowMs();
      if (leftMs > 0) drain = setTimeout(finishIfDrained, Math.ceil(leftMs));
      else finish();
    };

    const progress = setInterval(() => target.onProgress?.(log.progress()), PROGRESS_EVERY_MS);
    target.signal?.addEventListener('abort', finish);
    pool.onIdle = send;
    send();
    finishIfDrained();
    finishIfDone();
  });
}
