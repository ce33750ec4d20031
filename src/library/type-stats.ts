import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Outcome } from '../contract/job.ts';
import { noOutcomes, type OutcomeCounts } from '../core/outcomes.ts';

/** In ms, of those that ran; null before any has. */
export interface Percentiles {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Since the cluster started. */
export interface TypeStats extends OutcomeCounts {
  /** From arrival in the primary to the start at a worker. */
  readonly waitMs: Percentiles | null;
  readonly serviceMs: Percentiles | null;
}

/** Of each request type that has been answered. Types beyond the first hundred count as one. */
export class TypesLedger {
  readonly #types = new Map<string, Answers>();

  /** Times in ms; negative for a job that did not run. */
  answered(type: string, outcome: Outcome, waitMs: number, serviceMs: number): void {
    const answers = this.#of(type);
    answers.outcomes[outcome]++;
    if (serviceMs < 0) return;
    record(answers.waitUs, waitMs);
    record(answers.serviceUs, serviceMs);
  }

  stats(): Record<string, TypeStats> {
    return Object.fromEntries(
      [...this.#types].map(([type, { outcomes, waitUs, serviceUs }]) => [
        type,
        { ...outcomes, waitMs: percentiles(waitUs), serviceMs: percentiles(serviceUs) },
      ]),
    );
  }

  #of(type: string): Answers {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    if (this.#types.size >= MOST_TYPES && type !== OTHERS) return this.#of(OTHERS);
    const fresh: Answers = { outcomes: noOutcomes(), waitUs: histogram(), serviceUs: histogram() };
    this.#types.set(type, fresh);
    return fresh;
  }
}

interface Answers {
  readonly outcomes: OutcomeCounts;
  readonly waitUs: RecordableHistogram;
  readonly serviceUs: RecordableHistogram;
}

const MOST_TYPES = 100;
const OTHERS = 'others';
const HOUR_US = 3_600_000_000;

/** Two digits are enough, and take 30 KB instead of 400. */
function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: HOUR_US, figures: 2 });
}

function record(us: RecordableHistogram, ms: number): void {
  us.record(Math.min(HOUR_US, Math.max(1, Math.round(ms * 1000))));
}

function percentiles(us: RecordableHistogram): Percentiles | null {
  if (us.count === 0) return null;
  const ms = (value: number) => value / 1000;
  return {
    count: us.count,
    mean: ms(us.mean),
    p50: ms(us.percentile(50)),
    p95: ms(us.percentile(95)),
    p99: ms(us.percentile(99)),
    max: ms(us.max),
  };
}
