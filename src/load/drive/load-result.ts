import type { RequestRecord } from '../../measuring/summary/request-record.ts';

export interface LoadResult {
  /** By `seq`. */
  readonly records: RequestRecord[];
  readonly sendLagMs: SendLag;
  /** Connections that broke and were reopened; not those that are replaced after one use. */
  readonly reconnects: number;
  /** Event loop utilisation of this process while it drove the load, 0 to 1. */
  readonly clientElu: number;
}

/**
 * Time between due and sent, without the warm-up: the generator's own delay, plus the wait for a connection if there are
 * too few. Zeros in a closed loop.
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
