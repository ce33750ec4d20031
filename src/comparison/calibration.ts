import { median, quantile } from '../measuring/statistics/quantile.ts';
import type { Comparison } from '../results/comparison-schema.ts';
import type { Design } from '../results/schema.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { compareWithBaseline } from './against-baseline.ts';

/** The noise of a machine, from many blocks of the same code against itself. */
export interface Noise {
  readonly runs: readonly Comparison[];
  readonly falseAlarms: number;
  /** 95 % of pairs differ by less than this ratio, above 1. */
  readonly pairRatio: number;
  /** Median over the runs of the larger reach of the interval, up or down; a ratio above 1. */
  readonly intervalRatio: number;
}

/** Splits the trials into runs of this many blocks and judges each run in the class judged first. */
export function noiseOf(trials: readonly TrialRecord[], design: Design, blocksPerRun: number): Noise {
  const blocks = Math.max(-1, ...trials.map(({ block }) => block)) + 1;
  const runs: Comparison[] = [];
  for (let from = 0; from + blocksPerRun <= blocks; from += blocksPerRun) {
    const own = trials.filter(({ block }) => block >= from && block < from + blocksPerRun);
    const twin = compareWithBaseline(own, { ...design, mode: 'blocks' }).find(
      (one) => one.twin && one.class === design.primaryClass,
    );
    if (twin !== undefined) runs.push(twin);
  }
  return {
    runs,
    falseAlarms: runs.filter(({ verdict }) => verdict === 'better' || verdict === 'worse').length,
    pairRatio:
      runs.length === 0 ? Number.POSITIVE_INFINITY : Math.exp(quantile(pairDistances(trials, design), 0.95)),
    intervalRatio: runs.length === 0 ? Number.POSITIVE_INFINITY : Math.exp(median(runs.map(reach))),
  };
}

/** Distances |ln(second ÷ first)| within the blocks, ascending. */
function pairDistances(trials: readonly TrialRecord[], design: Design): Float64Array {
  const all = compareWithBaseline(trials, { ...design, mode: 'blocks' }).filter(
    (one) => one.class === design.primaryClass,
  );
  const first = all.find((one) => !one.twin)?.valuesMs ?? [];
  const second = all.find((one) => one.twin)?.valuesMs ?? [];
  const distances = first.flatMap((value, i) => {
    const other = second[i];
    return value && other ? [Math.abs(Math.log(other / value))] : [];
  });
  return Float64Array.from(distances).sort();
}

function reach({ ratio }: Comparison): number {
  if (ratio?.low == null || ratio.high == null) return Number.POSITIVE_INFINITY;
  return Math.max(Math.abs(Math.log(ratio.low)), Math.abs(Math.log(ratio.high)));
}
