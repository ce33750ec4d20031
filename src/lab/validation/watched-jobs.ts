import type { JobStream, SimulatedType } from '../../simulation/job-stream.ts';
import type { MeasuredSpan } from '../../simulation/measures.ts';
import type { Control } from './controls/control.ts';

/** Passes jobs to a simulation and shows them to the controls. */
export class WatchedJobs implements JobStream {
  readonly #jobs: JobStream;
  readonly #span: MeasuredSpan;
  readonly #controls: readonly Control[];

  constructor(jobs: JobStream, span: MeasuredSpan, controls: readonly Control[]) {
    this.#jobs = jobs;
    this.#span = span;
    this.#controls = controls;
  }

  get atMs(): number {
    return this.#jobs.atMs;
  }

  get type(): SimulatedType {
    return this.#jobs.type;
  }

  get sizeMs(): number {
    return this.#jobs.sizeMs;
  }

  advance(): void {
    const { atMs, sizeMs } = this.#jobs;
    const { warmupMs, endMs } = this.#span;
    if (atMs < endMs) for (const control of this.#controls) control.arrived(atMs, sizeMs, atMs >= warmupMs);
    this.#jobs.advance();
  }
}
