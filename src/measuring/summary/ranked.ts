import type { Scenario } from '../../contract/scenario.ts';
import { supportedQuantile } from '../statistics/quantile.ts';
import type { ClassSummary } from './class-summary.ts';
import { hasSlowdown, type RequestRecord } from './request-record.ts';

/** Percentiles over all offered requests. */
export interface Ranked {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/**
 * Response times in ms. Requests without a good answer rank behind all others. Null with too few requests, or if the
 * percentile falls on a request without a good answer.
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

/** The same from a summary, which only has good answers. Null unless all answers were good. */
export function rankedOfSummary({ counts, responseMs: { p50, p90, p95, p99 } }: ClassSummary): Ranked {
  return counts.ok === counts.offered
    ? { p50, p90, p95, p99 }
    : { p50: null, p90: null, p95: null, p99: null };
}

/** The limits for an answer in time. */
export type InTime = Pick<Scenario, 'objective' | 'timeoutMs'>;

/**
 * Good answers in time: heavy ones within the objective, all others before the deadline, which runs from the due time. A job
 * of zero length has no slowdown to judge.
 */
export function attained(records: readonly RequestRecord[], bound: InTime): number {
  return records.filter((record) => record.outcome === 'ok' && isInTime(record, bound)).length;
}

function isInTime(record: RequestRecord, { objective, timeoutMs }: InTime): boolean {
  const responseMs = record.endedMs - record.intendedMs;
  if (record.class === 'heavy' && objective?.of === 'responseMs') return responseMs <= objective.atMost;
  if (record.class === 'heavy' && objective?.of === 'slowdown' && hasSlowdown(record))
    return responseMs / record.serviceMs <= objective.atMost;
  return responseMs <= timeoutMs;
}
