import { performance } from 'node:perf_hooks';
import type { ConnectionUse } from '../../contract/scenario.ts';
import { startTimer } from '../../processes/timer.ts';
import { type ConnectionPool, openConnections } from './connection-pool.ts';
import { type LoadResult, sendLag } from './load-result.ts';
import { CLUSTER_PROTOCOL, type Protocol } from './protocol.ts';
import { type DueRequest, type LoadProgress, RequestLog } from './request-log.ts';
import { Ticker } from './ticker.ts';

const PROGRESS_EVERY_MS = 250;

/** The target of the load, and how long to wait for its answers. */
export interface LoadTarget {
  /** URL of the server, without a path. */
  readonly url: string;
  readonly connections: number;
  /** Kept alive if absent. */
  readonly connectionUse?: ConnectionUse;
  /** That of our own cluster if absent. */
  readonly protocol?: Protocol;
  /** How long to wait for answers after the last request was due. */
  readonly drainMs: number;
  /** Called four times a second, and at the end. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Ends the load at once: requests due by then are recorded, later ones are not. */
  readonly signal?: AbortSignal;
}

/** Decides what to send, and when. Times in ms from the start of the load. */
export interface RequestSource {
  /** No request is due after it. */
  readonly lastDueMs: number;
  /** Due times in order; empty if only an answer triggers the next request. */
  dueMs(): Float64Array;
  /** The next request for an idle connection; undefined if none is due. */
  take(nowMs: number, connection: number): DueRequest | undefined;
  /** True when no request will come any more. */
  exhausted(nowMs: number): boolean;
  /** Due requests that were not taken. */
  untaken(nowMs: number): DueRequest[];
}

/** Connects, sends the whole load, disconnects. Nothing keeps running afterwards. */
export async function generateLoad(target: LoadTarget, source: RequestSource): Promise<LoadResult> {
  const pool = await openConnections(target);
  const dueMs = source.dueMs();
  const ticker = dueMs.length > 0 ? new Ticker(dueMs) : undefined;
  try {
    await ticker?.ready();
    target.signal?.throwIfAborted();
    const log = new RequestLog(target.protocol ?? CLUSTER_PROTOCOL);
    const atStart = performance.eventLoopUtilization();
    await drive(target, source, pool, ticker, log);
    const clientElu = performance.eventLoopUtilization(atStart).utilization;
    log.cancel(source.untaken(log.nowMs()));
    target.onProgress?.(log.progress());
    const records = log.bySeq();
    return {
      records,
      sendLagMs: sendLag(records),
      reconnects: pool.reconnects,
      clientElu,
    };
  } finally {
    await ticker?.stop();
    await pool.close();
  }
}

/** Resolves when all requests are answered, at the end of the drain, or when aborted; rejects if the ticker fails. */
function drive(
  target: LoadTarget,
  source: RequestSource,
  pool: ConnectionPool,
  ticker: Ticker | undefined,
  log: RequestLog,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let drain: NodeJS.Timeout | undefined;

    // If no connection is idle, the next idle one sends the requests that are due by then.
    const send = (): void => {
      for (const connection of pool.idle) {
        const nowMs = log.nowMs();
        const request = source.take(nowMs, connection.index);
        if (request === undefined) break;
        pool.idle.delete(connection);
        log.send(connection, request, nowMs, finishIfDone);
      }
    };
    const finishIfDone = (): void => {
      if (log.inFlight === 0 && source.exhausted(log.nowMs())) finish();
    };
    const finish = (): void => {
      pool.onIdle = () => {};
      if (ticker !== undefined) ticker.onTick = () => {};
      clearTimeout(drain);
      clearInterval(progress);
      target.signal?.removeEventListener('abort', finish);
      resolve();
    };

    const fail = (error: Error): void => {
      reject(error);
      finish();
    };
    // A timer may fire early, but the drain must not end before the last request is due.
    const finishIfDrained = (): void => {
      const leftMs = source.lastDueMs + target.drainMs - log.nowMs();
      if (leftMs > 0) drain = startTimer(finishIfDrained, Math.ceil(leftMs));
      else finish();
    };

    const { onProgress } = target;
    const progress = onProgress && setInterval(() => onProgress(log.progress()), PROGRESS_EVERY_MS);
    target.signal?.addEventListener('abort', finish);
    pool.onIdle = send;
    if (ticker !== undefined) {
      ticker.onTick = send;
      ticker.onError = fail;
      ticker.start(log.startNs);
    }
    send();
    finishIfDrained();
    finishIfDone();
  });
}
