import { median, samplesFor } from '../measuring/statistics/quantile.ts';
import type { Metric } from '../results/comparison-schema.ts';
import type { ReplicationClass, TrialRecord } from '../results/trial-schema.ts';

const QUANTILES = { p99: 0.99, p95: 0.95, p90: 0.9, p50: 0.5 } as const;
/** Of those by which classes are judged, the highest first. */
const PERCENTILES = ['p95', 'p90', 'p50'] as const;

/** What is judged of a class in one trial, or one replication of a simulation. */
export type ClassTimes = Pick<ReplicationClass, 'counts' | 'rankedMs' | 'meanMs'>;

/** The highest percentile up to p95 that every trial of a class supports, whoever is judged by it; else the mean. */
export function metricFor(classes: readonly ClassTimes[]): Metric {
  let fewest = Number.POSITIVE_INFINITY;
  for (const { counts } of classes) fewest = Math.min(fewest, counts.offered);
  return PERCENTILES.find((metric) => fewest >= requestsFor(metric)) ?? 'mean';
}

/** Requests that a trial must offer for it to be told. */
export function requestsFor(metric: Metric): number {
  return metric === 'mean' ? 1 : samplesFor(QUANTILES[metric]);
}

/** In ms; null where it falls on a request that got no good answer, or where there are too few requests. */
export function metricMs({ rankedMs, meanMs }: ClassTimes, metric: Metric): number | null {
  return metric === 'mean' ? meanMs : rankedMs[metric];
}

/** Over the blocks; null where a value is missing. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? median(known) : null;
}

/** The log of a time in ms that none reaches. */
const BEYOND_ALL = 50;

/**
 * For limits: where it falls on a request that got no good answer it is beyond any, and NaN only where there are too few
 * requests.
 */
export function logOf(times: ClassTimes, metric: Metric): number {
  const value = metricMs(times, metric);
  if (value !== null) return Math.log(value);
  return times.counts.offered >= requestsFor(metric) ? BEYOND_ALL : Number.NaN;
}

/** Names of the classes that every trial has: where requests are few, a trial may lack one. */
export function classesOf(trials: readonly TrialRecord[]): string[] {
  const [first, ...others] = trials;
  const names = first?.classes.map(({ name }) => name) ?? [];
  return names.filter((name) => others.every(({ classes }) => classes.some((one) => one.name === name)));
}
