import { performance } from 'node:perf_hooks';
import type { PathPlan } from './plan.ts';

export type Load = Pick<PathPlan, 'inFlight' | 'warmupJobs' | 'jobs'>;

/** The client of a dispatch path. Every answer starts the next job, until all jobs are answered. */
export class ClosedLoop {
  readonly #load: Load;
  readonly #ask: () => void;
  readonly #done: (answers: number, elapsedMs: number) => void;
  #toAsk: number;
  #answers = 0;
  #startMs = 0;

  constructor(load: Load, ask: () => void, done: (answers: number, elapsedMs: number) => void) {
    this.#load = load;
    this.#ask = ask;
    this.#done = done;
    this.#toAsk = load.warmupJobs + load.jobs;
  }

  start(): void {
    for (let i = 0; i < this.#load.inFlight; i++) this.#askNext();
  }

  answered(): void {
    this.#answers++;
    if (this.#answers === this.#load.warmupJobs) this.#startMs = performance.now();
    if (this.#answers === this.#load.warmupJobs + this.#load.jobs) {
      const elapsedMs = performance.now() - this.#startMs;
      // A turn later, so that a surplus answer is still counted.
      setImmediate(() => this.#done(this.#answers, elapsedMs));
    } else this.#askNext();
  }

  #askNext(): void {
    if (this.#toAsk === 0) return;
    this.#toAsk--;
    this.#ask();
  }
}
