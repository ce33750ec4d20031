import { noOutcomes, OUTCOMES } from '../core/outcomes.ts';
import type { LoadLevel } from '../load/plan/load-level.ts';
import type { ClassSummary, Counts } from '../measuring/summary/class-summary.ts';
import { Histogram } from '../measuring/summary/histogram.ts';
import { type Distribution, distributionOfHistogram } from '../measuring/summary/latency.ts';
import type { Measures, TypeMeasures } from './measures.ts';

/** What a simulation came to, as plain data. */
export interface SimulationSummary {
  /** `heavy` for all, then each type. */
  readonly classes: readonly ClassSummary[];
  /** Measured jobs that were not over at twice the end of the measurement, or ever: the cluster did not keep up. */
  readonly unfinished: number;
  /** Worker time spent on jobs ÷ worker time there was. */
  readonly busyShare: number;
  /** Of k consecutive arrivals on k workers, the largest share that one ran: mean and maximum; null for many workers. */
  readonly concentration: { readonly mean: number; readonly max: number } | null;
  /** Share of jobs that started after one that had arrived later. */
  readonly overtakenShare: number;
  readonly longestWaitMs: number;
  /** Heavy requests in the measured time; absent where jobs are run again that have been measured. */
  readonly level?: { readonly asked: LoadLevel; readonly offered: LoadLevel };
  /** Attempts beyond the first; absent for bounds, which lose no worker. */
  readonly retried?: number;
  /** Mean number of jobs in the system. */
  readonly meanInSystem: number;
}

export function summarizeSimulation(measures: Measures, workers: number): SimulationSummary {
  const { types, concentration, started } = measures;
  const spanMs = measures.span.endMs - measures.span.warmupMs;
  const all = types.length === 1 ? [] : [summarizeTypes('heavy', types, spanMs)];
  return {
    classes: [...all, ...types.map((type) => summarizeTypes(type.name, [type], spanMs))],
    unfinished: measures.open + measures.late,
    busyShare: measures.busyMs / (workers * spanMs),
    concentration: concentration?.blocks ? { mean: concentration.mean, max: concentration.max } : null,
    overtakenShare: started === 0 ? 0 : measures.overtaken / started,
    longestWaitMs: Math.max(...types.map((type) => type.waitMs.max)),
    meanInSystem: types.reduce((sum, type) => sum + type.jobMs, 0) / spanMs,
  };
}

function summarizeTypes(name: string, types: readonly TypeMeasures[], spanMs: number): ClassSummary {
  const merged = (of: (type: TypeMeasures) => Histogram): Distribution => {
    const all = new Histogram();
    for (const type of types) all.merge(of(type));
    return distributionOfHistogram(all);
  };
  const counts: Counts = { offered: 0, ...noOutcomes(), lost: 0, lateDuplicates: 0 };
  for (const type of types) {
    counts.offered += type.offered;
    for (const outcome of OUTCOMES) counts[outcome] += type.outcomes[outcome];
  }
  const responseMs = merged((type) => type.responseMs);
  return {
    name,
    counts,
    responseMs,
    waitMs: merged((type) => type.waitMs),
    serviceMs: merged((type) => type.serviceMs),
    slowdown: merged((type) => type.slowdown),
    throughputPerSecond: (responseMs.count / spanMs) * 1000,
  };
}
