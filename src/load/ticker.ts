import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Wakes this thread when something is due, a fraction of a ms late: a thread of its own sleeps until then. Timers count
 * whole ms.
 */
export class Ticker {
  /** Called with how many due times have passed; once for those that passed together. */
  onTick: (passed: number) => void = () => {};
  onError: (error: Error) => void = () => {};
  /** Resolves when its thread is gone: after the last due time, or when stopped. */
  readonly ended: Promise<void>;
  readonly #thread: Worker;

  /** `dueMs` in order; it is given away. */
  constructor(dueMs: Float64Array<ArrayBuffer>) {
    this.#thread = new Worker(new URL('./ticker-thread.js', import.meta.url), {
      workerData: dueMs,
      transferList: [dueMs.buffer],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    });
    this.#thread.on('error', (error: Error) => this.onError(error));
    this.ended = new Promise((resolve) => this.#thread.on('exit', () => resolve()));
  }

  /** Resolves when it can be started without delay; rejects if it never will. */
  async ready(): Promise<void> {
    await once(this.#thread, 'message');
  }

  /** The due times count from `startNs` of `process.hrtime`, which all threads share. */
  start(startNs: bigint): void {
    this.#thread.on('message', (passed: number) => this.onTick(passed));
    this.#thread.postMessage(startNs);
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}
