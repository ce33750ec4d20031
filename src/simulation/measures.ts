import type { Outcome } from '../contract/job.ts';
import { Histogram } from '../measurement/histogram.ts';
import { Concentration } from './concentration.ts';
import type { SimulatedType } from './job-stream.ts';

/** Jobs that arrive in [warmupMs, endMs) are measured, all of them, however late they end. */
export interface MeasuredSpan {
  readonly warmupMs: number;
  readonly endMs: number;
}

/** What is known of the jobs of one type; memory does not depend on how many there are. */
export class TypeMeasures {
  readonly name: string;
  readonly responseMs = new Histogram();
  readonly waitMs = new Histogram();
  readonly serviceMs = new Histogram();
  readonly slowdown = new Histogram();
  readonly outcomes: Record<Outcome, number> = { ok: 0, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
  offered = 0;
  /** Sum over time of the number in the system, within the span. */
  jobMs = 0;
  inSystem = 0;
  lastChangeMs = 0;

  constructor(name: string) {
    this.name = name;
  }
}

/** Watches a simulation from outside the primaries. Every time is the client's. */
export class Measures {
  readonly span: MeasuredSpan;
  readonly types: TypeMeasures[];
  readonly concentration: Concentration | undefined;
  /** Measured jobs that are not over. */
  open = 0;
  /** Jobs that started after one that arrived later had. */
  overtaken = 0;
  started = 0;
  /** Worker time spent on jobs within the span. */
  busyMs = 0;
  #latestStartedArrivalMs = Number.NEGATIVE_INFINITY;

  constructor(span: MeasuredSpan, types: readonly SimulatedType[], workers: number) {
    this.span = span;
    this.types = types.map((type) => new TypeMeasures(type.type));
    this.concentration = workers <= 64 ? new Concentration(workers) : undefined;
  }

  arrived(type: SimulatedType, atMs: number): void {
    const measures = this.types[type.typeIndex] as TypeMeasures;
    this.#changeInSystem(measures, atMs, 1);
    if (!this.#isMeasured(atMs)) return;
    measures.offered++;
    this.open++;
  }

  startedJob(arrivalMs: number): void {
    if (arrivalMs < this.#latestStartedArrivalMs) this.overtaken++;
    else this.#latestStartedArrivalMs = arrivalMs;
    this.started++;
  }

  ran(startMs: number, endMs: number): void {
    const from = Math.max(startMs, this.span.warmupMs);
    const to = Math.min(endMs, this.span.endMs);
    if (to > from) this.busyMs += to - from;
  }

  /** `serviceMs` is what the accepted attempt took; only meant for the outcome ok. */
  settled(type: SimulatedType, outcome: Outcome, arrivalMs: number, endMs: number, serviceMs: number): void {
    const measures = this.types[type.typeIndex] as TypeMeasures;
    this.#changeInSystem(measures, endMs, -1);
    if (!this.#isMeasured(arrivalMs)) return;
    this.open--;
    measures.outcomes[outcome]++;
    if (outcome !== 'ok') return;
    const responseMs = endMs - arrivalMs;
    measures.responseMs.add(responseMs);
    measures.waitMs.add(responseMs - serviceMs);
    measures.serviceMs.add(serviceMs);
    measures.slowdown.add(responseMs / serviceMs);
  }

  #isMeasured(arrivalMs: number): boolean {
    return arrivalMs >= this.span.warmupMs && arrivalMs < this.span.endMs;
  }

  #changeInSystem(measures: TypeMeasures, atMs: number, change: number): void {
    const from = Math.max(measures.lastChangeMs, this.span.warmupMs);
    const to = Math.min(atMs, this.span.endMs);
    if (to > from) measures.jobMs += measures.inSystem * (to - from);
    measures.inSystem += change;
    measures.lastChangeMs = atMs;
  }
}
