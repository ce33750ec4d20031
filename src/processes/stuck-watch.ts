import { Worker } from 'node:worker_threads';

/** Far longer than any callback takes, on a machine that is busy with something else. */
const STUCK_LIMIT_MS = 5000;
/** What ends a process that is stuck. Nobody else sends it. */
export const STUCK_SIGNAL = 'SIGALRM';

const IDLE_BEAT_MS = 1000;
/** In memory that the watching thread shares. */
const BEATS = 0;
const TRUSTED = 1;

/**
 * Ends this process when it has not beaten for `limitMs`: an endless loop cannot be noticed from within its own thread.
 * It beats by itself while its event loop turns; what keeps the loop for long has to beat too, unless it is trusted.
 */
export class StuckWatch {
  readonly #shared = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

  constructor(limitMs = STUCK_LIMIT_MS) {
    new Worker(new URL('./stuck-watch-thread.js', import.meta.url), {
      workerData: { shared: this.#shared, limitMs },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    }).unref();
    setInterval(this.beat, IDLE_BEAT_MS).unref();
  }

  readonly beat = (): void => {
    this.#shared[BEATS] = ((this.#shared[BEATS] as number) + 1) | 0;
  };

  /** Runs code of ours, which may take as long as it likes. */
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
