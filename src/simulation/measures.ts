import type { Outcome } from '../contract/job.ts';
import { noOutcomes, type OutcomeCounts } from '../core/outcomes.ts';
import { Histogram } from '../measuring/summary/histogram.ts';
import { Concentration } from './concentration.ts';
import type { SimulatedType } from './job-stream.ts';

/** Jobs that arrive in [warmupMs, endMs) are measured, all of them, however late they end. */
export interface MeasuredSpan {
  readonly warmupMs: number;
  readonly endMs: number;
}

/** A measured job that is not over at this multiple of the span's end counts as one that the cluster did not keep up with. */
const LATE = 2;

/** What is known of the jobs of one type; memory does not depend on how many there are. */
export class TypeMeasures {
  readonly name: string;
  readonly responseMs = new Histogram();
  readonly waitMs = new Histogram();
  readonly serviceMs = new Histogram();
  readonly slowdown = new Histogram();
  readonly outcomes: OutcomeCounts = noOutcomes();
  offered = 0;
  /** Sum over time of the number in the system, within the span; right once `ended`. */
  jobMs = 0;
  inSystem = 0;

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
  /** Measured jobs that ended long after the span: the cluster did not keep up. */
  late = 0;
  /** Jobs that started after one that arrived later had. */
  overtaken = 0;
  started = 0;
  /** Work of the measured jobs, in ms on a worker of speed 1. */
  offeredMs = 0;
  /** Worker time spent on jobs within the span. */
  busyMs = 0;
  #latestStartedArrivalMs = Number.NEGATIVE_INFINITY;

  constructor(span: MeasuredSpan, types: readonly SimulatedType[], workers: number) {
    this.span = span;
    this.types = types.map((type) => new TypeMeasures(type.type));
    this.concentration = workers <= 64 ? new Concentration(workers) : undefined;
  }

  arrived(type: SimulatedType, atMs: number, sizeMs: number): void {
    const measures = this.types[type.typeIndex] as TypeMeasures;
    measures.inSystem++;
    measures.jobMs -= this.#withinSpan(atMs);
    if (!this.#isMeasured(atMs)) return;
    measures.offered++;
    this.offeredMs += sizeMs;
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
    measures.inSystem--;
    measures.jobMs += this.#withinSpan(endMs);
    if (!this.#isMeasured(arrivalMs)) return;
    this.open--;
    measures.outcomes[outcome]++;
    if (endMs > this.span.endMs * LATE) this.late++;
    if (outcome !== 'ok') return;
    const responseMs = endMs - arrivalMs;
    measures.responseMs.add(responseMs);
    measures.waitMs.add(responseMs - serviceMs);
    measures.serviceMs.add(serviceMs);
    if (serviceMs > 0) measures.slowdown.add(responseMs / serviceMs);
  }

  /** The simulation is over: what is still in the system has been there to the end of the span. */
  ended(): void {
    for (const measures of this.types)
      measures.jobMs += measures.inSystem * (this.span.endMs - this.span.warmupMs);
  }

  #isMeasured(arrivalMs: number): boolean {
    return arrivalMs >= this.span.warmupMs && arrivalMs < this.span.endMs;
  }

  /** How much of the span has passed by then: ends come in any order, a reply is known before it arrives. */
  #withinSpan(atMs: number): number {
    return Math.min(Math.max(atMs, this.span.warmupMs), this.span.endMs) - this.span.warmupMs;
  }
}
