import {
  type KolmogorovSmirnov,
  kolmogorovSmirnovOfTwo,
} from '../../measuring/statistics/kolmogorov-smirnov.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';

/**
 * Tests whether the intervals between sent requests follow the law of the planned intervals; undefined with fewer than two.
 * Both samples are of the same requests and differ only by lateness. So p is larger than for independent samples: it errs
 * towards 1.
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
