import { Worker } from 'node:worker_threads';

/** Far longer than any callback takes, even on a busy machine. */
const STUCK_LIMIT_MS = 5000;
/** Ends a stuck process. No other code sends this signal. */
export const STUCK_SIGNAL = 'SIGALRM';

const IDLE_BEAT_MS = 1000;
/** In memory shared with the watching thread. */
const BEATS = 0;
const TRUSTED = 1;

/**
 * Ends this process if it has not beaten for `limitMs`. A separate thread watches, because an endless loop blocks its own
 * thread. The process beats while its event loop turns. Code that blocks the loop for long must beat too, unless it is trusted.
 * The thread also ends this process soon after its parent, as `endWithParent` does: a second thread would cost 30 ms more.
 */
export class StuckWatch {
  readonly #shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

  constructor(limitMs = STUCK_LIMIT_MS) {
    new Worker(new URL('./stuck-watch-thread.js', import.meta.url), {
      workerData: { shared: this.#shared, limitMs, parent: process.ppid },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    }).unref();
    setInterval(this.beat, IDLE_BEAT_MS).unref();
  }

  readonly beat = (): void => {
    this.#shared[BEATS] = ((this.#shared[BEATS] as number) + 1) | 0;
  };

  /** Runs trusted code of ours without a time limit. */
  async trust<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#shared[TRUSTED] = 1;
    try {
      return await run();
    } finally {
      this.beat();
      this.#shared[TRUSTED] = 0;
    }
  }
}
