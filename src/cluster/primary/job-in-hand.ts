import { Worker } from 'node:worker_threads';

const NONE = -1;

/**
 * Which job the strategy is busy with, in memory that a thread beside can read: an event loop that is stuck cannot say so
 * itself. The thread writes the number of a job that is in hand for too long to `fd`, once.
 */
export class JobInHand {
  /** How many events there were, and the job of the one under way. */
  readonly #shared = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));

  constructor() {
    this.#shared[1] = NONE;
  }

  taken(job: number): void {
    this.#shared[0] = (this.#shared[0] as number) + 1;
    this.#shared[1] = job;
  }

  returned(): void {
    this.#shared[1] = NONE;
  }

  watch(fd: number): void {
    new Worker(new URL('./job-in-hand-thread.js', import.meta.url), {
      workerData: { shared: this.#shared, fd },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    }).unref();
  }
}
