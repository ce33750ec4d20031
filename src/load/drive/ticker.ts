import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Wakes this thread at due times more precisely than timers, which resolve 1 ms. A separate thread sleeps until shortly
 * before; then this thread busy-waits.
 */
export class Ticker {
  /** Called with the number of due times that have passed; once for those that passed together. */
  onTick: (passed: number) => void = () => {};
  onError: (error: Error) => void = () => {};
  /** Resolves when its thread has ended: after the last due time, or when stopped. */
  readonly ended: Promise<void>;
  readonly #thread: Worker;
  readonly #dueMs: Float64Array;
  #passed = 0;

  /** `dueMs` must be in order. */
  constructor(dueMs: Float64Array) {
    this.#dueMs = dueMs;
    this.#thread = new Worker(new URL('./ticker-thread.js', import.meta.url), {
      workerData: dueMs,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    });
    this.#thread.on('error', (error: Error) => this.onError(error));
    this.ended = new Promise((resolve) => this.#thread.on('exit', () => resolve()));
  }

  /** Resolves when it can start without delay; rejects if its thread fails. */
  async ready(): Promise<void> {
    await once(this.#thread, 'message');
  }

  /** The due times count from `startNs` of `process.hrtime`, which all threads share. */
  start(startNs: bigint): void {
    this.#thread.on('message', (atHand: number) => this.#await(atHand, startNs));
    this.#thread.postMessage(startNs);
  }

  /** Busy-waits no longer than the thread was early. */
  #await(atHand: number, startNs: bigint): void {
    while (this.#passed < atHand) {
      const nowMs = Number(process.hrtime.bigint() - startNs) / 1e6;
      const before = this.#passed;
      while ((this.#dueMs[this.#passed] as number) <= nowMs) this.#passed++;
      if (this.#passed > before) this.onTick(this.#passed);
    }
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}
