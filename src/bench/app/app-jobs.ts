import { noOutcomes, OUTCOMES } from '../../core/outcomes.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import { type Distribution, distributionOf } from '../../measuring/summary/latency.ts';
import type { JobsOfType } from '../../results/parts.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import type { Prediction } from '../live/prediction.ts';
import type { AppAccount } from './app-report.ts';

/** The jobs of one trial, by type. */
export function jobsIn({ jobs }: AppAccount, prediction: Prediction | undefined): JobsOfType[] {
  return Object.entries(jobs).map(([name, { settled, waitMs, serviceMs }]) => {
    const { mean, p95 } = distributionOf(waitMs.map((ms, i) => ms + (serviceMs[i] ?? 0)));
    const predictedMs = prediction?.get(name);
    return {
      name,
      counts: settled,
      waitMs: distributionOf(waitMs),
      serviceMs: distributionOf(serviceMs),
      turnaroundMs: { mean, p95 },
      ...(predictedMs && { predictedMs }),
    };
  });
}

/** The jobs of several trials of a strategy. */
export function jobsOver(trials: readonly TrialRecord[]): JobsOfType[] {
  const all = trials.flatMap(({ jobs = [] }) => jobs);
  return [...new Set(all.map(({ name }) => name))].map((name) => {
    const own = all.filter((one) => one.name === name);
    const counts = noOutcomes();
    for (const one of own) for (const outcome of OUTCOMES) counts[outcome] += one.counts[outcome];
    return {
      name,
      counts,
      waitMs: medianOf(own.map(({ waitMs }) => waitMs)),
      serviceMs: medianOf(own.map(({ serviceMs }) => serviceMs)),
    };
  });
}

/** Field by field; null where one of them is. */
function medianOf(all: readonly Distribution[]): Distribution {
  const valuesOf = (time: keyof Distribution): readonly number[] => {
    const known = all.map((one) => one[time]).filter((value) => value !== null);
    return known.length < all.length ? [] : known;
  };
  const at = (time: keyof Distribution): number | null => {
    const values = valuesOf(time);
    return values.length === 0 ? null : median(values);
  };
  const longest = valuesOf('max');
  return {
    count: sum(all.map(({ count }) => count)),
    mean: at('mean'),
    p50: at('p50'),
    p90: at('p90'),
    p95: at('p95'),
    p99: at('p99'),
    p999: at('p999'),
    max: longest.length === 0 ? null : Math.max(...longest),
  };
}
