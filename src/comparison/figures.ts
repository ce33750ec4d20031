import { median } from '../measuring/statistics/quantile.ts';
import type { Metric } from '../results/comparison-schema.ts';
import type { RunResult } from '../results/schema.ts';
import { trialsOf } from '../results/trial-identity.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { completeBlocks, mostlyUnstable } from './complete-blocks.ts';
import { likeForLikeOfPairs } from './like-for-like.ts';
import { metricMs } from './metric.ts';

/** One time of one strategy in one class of requests, in ms. */
export interface Figure {
  /** Null if a block has too few requests, or the time falls on a request without a good answer. */
  readonly ms: number | null;
  readonly blocksMs: readonly (number | null)[];
}

/** A strategy at one number of connections. Only closed loops have several. */
export interface Seat {
  readonly name: string;
  readonly connections: number | null;
}

/**
 * The times of a run, each printed everywhere with the same value: the median over its complete blocks. In comparisons with
 * a baseline, it is the baseline's median times the typical ratio of the blocks (like for like).
 */
export class Figures {
  readonly #run: Pick<RunResult, 'design'>;
  readonly #trials: ReadonlyMap<number | null, readonly TrialRecord[]>;

  constructor(run: Pick<RunResult, 'trials' | 'design'>) {
    this.#run = run;
    const levels = [...new Set(run.trials.map(({ connections }) => connections))];
    this.#trials = new Map(
      levels.map((level) => [level, completeBlocks(run.trials.filter((one) => one.connections === level))]),
    );
  }

  of(seat: Seat, className: string, metric: Metric): Figure {
    const own = this.#trialsOf(seat);
    const blocksMs = valuesOf(own, className, metric);
    if (!areKnown(blocksMs)) return { ms: null, blocksMs };
    return { ms: this.#likeForLike(seat, own, blocksMs, className, metric) ?? median(blocksMs), blocksMs };
  }

  isUnstable(seat: Seat): boolean {
    return mostlyUnstable(this.#trialsOf(seat));
  }

  #trialsOf(seat: Seat): readonly TrialRecord[] {
    return trialsOf(this.#trials.get(seat.connections) ?? [], seat);
  }

  /** Undefined if there is no ratio, or if one of the strategies is unstable. */
  #likeForLike(
    { name, connections }: Seat,
    own: readonly TrialRecord[],
    blocksMs: readonly number[],
    className: string,
    metric: Metric,
  ): number | undefined {
    const { baseline, mode } = this.#run.design;
    if (mode === 'quick' || name === baseline) return undefined;
    const others = this.#trialsOf({ name: baseline, connections });
    const theirs = valuesOf(others, className, metric);
    if (!areKnown(theirs) || mostlyUnstable(own) || mostlyUnstable(others)) return undefined;
    return likeForLikeOfPairs(theirs.map((value, block) => [value, blocksMs[block] as number] as const))
      .second;
  }
}

function valuesOf(trials: readonly TrialRecord[], className: string, metric: Metric): (number | null)[] {
  return trials.map(({ classes }) => {
    const own = classes.find(({ name }) => name === className);
    return own === undefined ? null : metricMs(own, metric);
  });
}

function areKnown(values: readonly (number | null)[]): values is number[] {
  return values.length > 0 && values.every((value) => value !== null && value > 0);
}
