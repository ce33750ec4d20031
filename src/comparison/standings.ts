import { allPairsP } from '../measuring/statistics/all-pairs.ts';
import type { LocationEstimate } from '../measuring/statistics/rank-inference.ts';
import { hodgesLehmann } from '../measuring/statistics/signed-rank.ts';
import { sum } from '../measuring/statistics/sum.ts';
import type { Verdict } from '../results/comparison-schema.ts';
import { type Bar, verdictOn } from './verdict.ts';

export const LEVEL = 0.95;

/** A strategy's log-values in one class, by block. */
export interface LogValues {
  readonly strategy: string;
  readonly logs: readonly number[];
}

/** The comparison of one strategy with another. */
export interface Standing {
  /** Interval of the log-ratio one ÷ other. */
  readonly interval: LocationEstimate;
  /** Adjusted for all pairs of strategies. */
  readonly p: number;
  readonly verdict: Verdict;
}

/** All pairwise comparisons in a class. Every statement of a run about two strategies rests on them. */
export class Standings {
  readonly #logs: ReadonlyMap<string, readonly number[]>;
  readonly #places: ReadonlyMap<string, number>;
  readonly #p: readonly (readonly number[])[];
  readonly #bar: Bar;

  constructor(arms: readonly LogValues[], bar: Bar) {
    this.#logs = new Map(arms.map(({ strategy, logs }) => [strategy, logs]));
    this.#places = new Map(arms.map(({ strategy }, place) => [strategy, place]));
    this.#p = allPairsP(arms.map(({ logs }) => logs));
    this.#bar = bar;
  }

  /** Undefined if one of them lacks a value in a block. */
  between(one: string, other: string): Standing | undefined {
    const [logs, others] = [this.#logs.get(one), this.#logs.get(other)];
    const p = this.#p[this.#places.get(one) ?? -1]?.[this.#places.get(other) ?? -1];
    if (logs === undefined || others === undefined || p === undefined) return undefined;
    const differences = logs.map((log, block) => log - (others[block] as number));
    const interval = hodgesLehmann(differences, LEVEL);
    // p tests the mean. If the mean and the interval lie on different sides of 0, they disagree.
    const agreed = Math.sign(sum(differences)) === Math.sign(interval.estimate);
    return { interval, p, verdict: verdictOn(interval, agreed ? p : 1, this.#bar) };
  }

  /** Whether one is better than the other. A quick check rules most pairs out. */
  beats(one: string, other: string): boolean {
    const [place, rival] = [this.#places.get(one) ?? -1, this.#places.get(other) ?? -1];
    if ((this.#p[place]?.[rival] ?? 1) > this.#bar.alpha) return false;
    return (
      sum(this.#logs.get(one) ?? []) < sum(this.#logs.get(other) ?? []) &&
      this.between(one, other)?.verdict === 'better'
    );
  }

  get pairs(): number {
    return (this.#p.length * (this.#p.length - 1)) / 2;
  }

  /** p that all are alike; null with fewer than two. */
  get allAlikeP(): number | null {
    if (this.#p.length < 2) return null;
    return this.#p.reduce((least, row) => row.reduce((all, p) => Math.min(all, p), least), 1);
  }
}

/** Undefined if a value is missing. */
export function logsOf(valuesMs: readonly (number | null)[]): number[] | undefined {
  const logs = valuesMs.map((value) => (value !== null && value > 0 ? Math.log(value) : Number.NaN));
  return logs.length === 0 || logs.some(Number.isNaN) ? undefined : logs;
}
