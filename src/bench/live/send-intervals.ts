import {
  type KolmogorovSmirnov,
  kolmogorovSmirnovOfTwo,
} from '../../measuring/statistics/kolmogorov-smirnov.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';

/**
 * Whether the intervals at which the measured requests left come from the law of those that were planned; undefined with
 * fewer than two. The two samples are the same requests, so their distance is mere lateness: p is larger than for two that
 * have nothing to do with each other, and errs towards 1.
 */
export function sendIntervals(records: readonly RequestRecord[]): KolmogorovSmirnov | undefined {
  const sent = records.filter(({ warmup, connection }) => !warmup && connection >= 0);
  if (sent.length < 2) return undefined;
  const intervals = (moments: readonly number[]) => {
    const inOrder = Float64Array.from(moments).sort();
    return Array.from(inOrder.subarray(1), (atMs, i) => atMs - (inOrder[i] as number));
  };
  return kolmogorovSmirnovOfTwo(
    intervals(sent.map(({ sentMs }) => sentMs)),
    intervals(sent.map(({ intendedMs }) => intendedMs)),
  );
}
