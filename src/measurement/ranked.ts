import type { Objective } from '../contract/scenario.ts';
import { supportedQuantile } from '../statistics/quantile.ts';
import { hasSlowdown, type RequestRecord } from './request-record.ts';

/** Percentiles over all requests offered. */
export interface Ranked {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/**
 * Response times in ms where a request without a good answer ranks behind all others. Null where too few were offered, or
 * where the percentile falls on such a request.
 */
export function rankedMs(records: readonly RequestRecord[]): Ranked {
  const ascending = Float64Array.from(records, (record) =>
    record.outcome === 'ok' ? record.endedMs - record.intendedMs : Number.POSITIVE_INFINITY,
  ).sort();
  const at = (q: number): number | null => {
    const value = supportedQuantile(ascending, q);
    return value === undefined || value === Number.POSITIVE_INFINITY ? null : Math.round(value * 1000) / 1000;
  };
  return { p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

/** Good answers within the objective; without one every good answer is. */
export function attained(records: readonly RequestRecord[], objective: Objective | undefined): number {
  return records.filter((record) => record.outcome === 'ok' && meets(record, objective)).length;
}

function meets(record: RequestRecord, objective: Objective | undefined): boolean {
  if (objective === undefined || record.class === 'light') return true;
  const responseMs = record.endedMs - record.intendedMs;
  return objective.of === 'responseMs'
    ? responseMs <= objective.atMost
    : !hasSlowdown(record) || responseMs / record.serviceMs <= objective.atMost;
}
