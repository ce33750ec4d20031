import type { RequestRecord } from '../../measuring/summary/request-record.ts';

export interface LoadResult {
  /** By `seq`. */
  readonly records: RequestRecord[];
  readonly sendLagMs: SendLag;
  /** Connections that broke and were made again; not those used once and replaced on purpose. */
  readonly reconnects: number;
  /** Event loop utilisation of this process while it drove the load, 0 to 1. */
  readonly clientElu: number;
}

/**
 * By how much requests were sent after they were due, without the warm-up: the generator's own lateness, plus the wait
 * for a connection when there are too few of them. Zeros in a closed loop.
 */
export interface SendLag {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function sendLag(records: readonly RequestRecord[]): SendLag {
  const lags = records.filter((record) => !record.warmup).map((record) => record.sentMs - record.intendedMs);
  lags.sort((a, b) => a - b);
  // Nearest rank: the smallest lag that at least this share of the requests did not exceed.
  const quantile = (share: number): number => lags[Math.ceil(share * lags.length) - 1] ?? 0;
  return { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
}
