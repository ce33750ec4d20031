import { quantile, samplesFor, supportedQuantile } from '../statistics/quantile.ts';
import type { Histogram } from './histogram.ts';

/** A distribution in the unit of its field's name. A percentile with too few samples is null. */
export interface Distribution {
  readonly count: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

export function distributionOf(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const supported = (q: number) => rounded(supportedQuantile(sorted, q) ?? null);
  return {
    count,
    mean: rounded(count === 0 ? null : sorted.reduce((sum, value) => sum + value, 0) / count),
    p50: supported(0.5),
    p90: supported(0.9),
    p95: supported(0.95),
    p99: supported(0.99),
    p999: supported(0.999),
    max: rounded(count === 0 ? null : quantile(sorted, 1)),
  };
}

/** The same from a histogram: percentiles to within 0.2 %. */
export function distributionOfHistogram(histogram: Histogram): Distribution {
  const { count } = histogram;
  const supported = (q: number) => (count >= samplesFor(q) ? rounded(histogram.quantile(q)) : null);
  return {
    count,
    mean: count === 0 ? null : rounded(histogram.mean),
    p50: supported(0.5),
    p90: supported(0.9),
    p95: supported(0.95),
    p99: supported(0.99),
    p999: supported(0.999),
    max: count === 0 ? null : rounded(histogram.max),
  };
}

/** Rounded to a thousandth: µs for a time in ms, the resolution of the clocks. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
