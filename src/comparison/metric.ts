import { median, samplesFor } from '../measuring/statistics/quantile.ts';
import type { Metric } from '../results/comparison-schema.ts';
import type { ReplicationClass, TrialRecord } from '../results/trial-schema.ts';

const QUANTILES = { p99: 0.99, p95: 0.95, p90: 0.9, p50: 0.5 } as const;
/** The metrics for judging classes, the highest first. */
const PERCENTILES = ['p95', 'p90', 'p50'] as const;

/** The judged figures of a class in one trial or replication. */
export type ClassTimes = Pick<ReplicationClass, 'counts' | 'rankedMs' | 'meanMs'>;

/** The highest percentile up to p95 that every trial of the class supports; else the mean. */
export function metricFor(classes: readonly ClassTimes[]): Metric {
  let fewest = Number.POSITIVE_INFINITY;
  for (const { counts } of classes) fewest = Math.min(fewest, counts.offered);
  return PERCENTILES.find((metric) => fewest >= requestsFor(metric)) ?? 'mean';
}

/** Requests that a trial needs for this metric. */
export function requestsFor(metric: Metric): number {
  return metric === 'mean' ? 1 : samplesFor(QUANTILES[metric]);
}

/** In ms; null if it falls on a request without a good answer, or with too few requests. */
export function metricMs({ rankedMs, meanMs }: ClassTimes, metric: Metric): number | null {
  return metric === 'mean' ? meanMs : rankedMs[metric];
}

/** Over the blocks; null if a value is missing. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? median(known) : null;
}

/** The log of a time in ms longer than any response. */
const BEYOND_ALL = 50;

/**
 * For limits. A value that falls on a request without a good answer is beyond any limit. NaN means too few requests.
 */
export function logOf(times: ClassTimes, metric: Metric): number {
  const value = metricMs(times, metric);
  if (value !== null) return Math.log(value);
  return times.counts.offered >= requestsFor(metric) ? BEYOND_ALL : Number.NaN;
}

/** Names of the classes in every trial. With few requests, a trial may lack a class. */
export function classesOf(trials: readonly TrialRecord[]): string[] {
  const [first, ...others] = trials;
  const names = first?.classes.map(({ name }) => name) ?? [];
  return names.filter((name) => others.every(({ classes }) => classes.some((one) => one.name === name)));
}
