import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Outcome } from '../../contract/job.ts';
import { noOutcomes, OUTCOMES, type OutcomeCounts } from '../../core/outcomes.ts';
import { type DurationCounts, Durations } from './durations.ts';

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
  /** From arrival in the primary to the answer, of good answers. */
  readonly responseMs: Percentiles | null;
  /** From arrival in the primary to the start at a worker. */
  readonly waitMs: Percentiles | null;
  readonly serviceMs: Percentiles | null;
}

/** Answers of one type with one outcome, since the cluster started. */
export interface AnswerTimes {
  readonly type: string;
  readonly outcome: Outcome;
  /** From arrival in the primary to the answer. */
  readonly response: DurationCounts;
  /** Of those that ran. */
  readonly wait: DurationCounts;
  readonly service: DurationCounts;
}

/** Of each request type that has been answered. Types beyond the first hundred count as one. */
export class TypesLedger {
  readonly #types = new Map<string, Answers>();

  /** `waitMs` and `serviceMs` are negative for a job that did not run. */
  answered(type: string, outcome: Outcome, responseMs: number, waitMs: number, serviceMs: number): void {
    const answers = this.#of(type);
    answers.outcomes[outcome]++;
    answers.times[outcome] ??= { response: new Durations(), wait: new Durations(), service: new Durations() };
    const times = answers.times[outcome];
    times.response.add(responseMs);
    if (outcome === 'ok') record(answers.responseUs, responseMs);
    if (serviceMs < 0) return;
    times.wait.add(waitMs);
    times.service.add(serviceMs);
    record(answers.waitUs, waitMs);
    record(answers.serviceUs, serviceMs);
  }

  stats(): Record<string, TypeStats> {
    return Object.fromEntries(
      [...this.#types].map(([type, { outcomes, responseUs, waitUs, serviceUs }]) => [
        type,
        {
          ...outcomes,
          responseMs: percentiles(responseUs),
          waitMs: percentiles(waitUs),
          serviceMs: percentiles(serviceUs),
        },
      ]),
    );
  }

  times(): AnswerTimes[] {
    return [...this.#types].flatMap(([type, { times }]) =>
      OUTCOMES.flatMap((outcome) => {
        const own = times[outcome];
        return own === undefined ? [] : [{ type, outcome, ...own }];
      }),
    );
  }

  #of(type: string): Answers {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    if (this.#types.size >= MOST_TYPES && type !== OTHERS) return this.#of(OTHERS);
    const fresh: Answers = {
      outcomes: noOutcomes(),
      responseUs: histogram(),
      waitUs: histogram(),
      serviceUs: histogram(),
      times: {},
    };
    this.#types.set(type, fresh);
    return fresh;
  }
}

interface Answers {
  readonly outcomes: OutcomeCounts;
  readonly responseUs: RecordableHistogram;
  readonly waitUs: RecordableHistogram;
  readonly serviceUs: RecordableHistogram;
  readonly times: Partial<Record<Outcome, Record<'response' | 'wait' | 'service', Durations>>>;
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
