import { mean } from '../statistics/sum.ts';
import type { RequestRecord } from './request-record.ts';

/** The cluster was overloaded if a larger share of requests got no answer. */
const MOST_UNANSWERED = 0.01;
const MOMENTS = 20;
/** Growth by this factor from the second quarter to the last. */
const GROWTH = 2;
/** Fewer waiting requests per worker count as a burst of arrivals, not as a growing queue. */
const FEW_PER_WORKER = 4;

/** True if the cluster was overloaded: requests got no answer, or the number of open requests kept growing. */
export function isUnstable(
  records: readonly RequestRecord[],
  span: { readonly fromMs: number; readonly toMs: number },
  workers: number,
): boolean {
  const work = records.filter((record) => record.class !== 'light' && !record.warmup);
  if (work.length === 0) return false;
  const unanswered = work.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'failed').length;
  if (unanswered > work.length * MOST_UNANSWERED) return true;
  const counts = underWay(work, span);
  const quarter = MOMENTS / 4;
  const early = mean(counts.slice(quarter, 2 * quarter));
  const late = mean(counts.slice(3 * quarter));
  return late > workers * FEW_PER_WORKER && late > GROWTH * early && rises(counts);
}

/** Number of due and unanswered requests at evenly spaced times. */
function underWay(
  records: readonly RequestRecord[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number[] {
  return Array.from({ length: MOMENTS }, (_, i) => {
    const atMs = fromMs + ((toMs - fromMs) * (i + 1)) / MOMENTS;
    return records.filter(({ intendedMs, endedMs }) => intendedMs <= atMs && endedMs > atMs).length;
  });
}

/** Mann–Kendall's test for a trend (Econometrica 13, 1945), one-sided at 1 %. */
function rises(values: readonly number[]): boolean {
  const n = values.length;
  let concordant = 0;
  for (const [i, earlier] of values.entries()) {
    for (const later of values.slice(i + 1)) concordant += Math.sign(later - earlier);
  }
  return concordant / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18) > 2.33;
}
