import type { Metric } from '../results/comparison-schema.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { samplesFor } from '../statistics/quantile.ts';

const PERCENTILES: readonly (readonly [Exclude<Metric, 'mean'>, number])[] = [
  ['p95', 0.95],
  ['p90', 0.9],
  ['p50', 0.5],
];

/** The highest percentile up to p95 that every trial of a class supports, whoever is judged by it; else the mean. */
export function metricFor(classes: readonly TrialClass[]): Metric {
  const fewest = Math.min(...classes.map(({ counts }) => counts.offered));
  return PERCENTILES.find(([, q]) => fewest >= samplesFor(q))?.[0] ?? 'mean';
}

/** In ms; null where it falls on a request that got no good answer. */
export function metricMs({ rankedMs, meanMs }: TrialClass, metric: Metric): number | null {
  return metric === 'mean' ? meanMs : rankedMs[metric];
}

/** Names of the classes that every trial has: where requests are few, a trial may lack one. */
export function classesOf(trials: readonly TrialRecord[]): string[] {
  const [first, ...others] = trials;
  const names = first?.classes.map(({ name }) => name) ?? [];
  return names.filter((name) => others.every(({ classes }) => classes.some((one) => one.name === name)));
}
