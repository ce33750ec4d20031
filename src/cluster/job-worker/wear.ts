import type { LoadedJob } from '../../jobs/loaded-job.ts';
import { heldBytes } from '../../processes/held-memory.ts';

/** Asking for memory takes some µs: not after every short job. */
const LOOK_EVERY_MS = 20;

/** When a worker is to be replaced, as its jobs ask for: after so many runs, or when its memory has grown so far. */
export class Wear {
  readonly #jobs: ReadonlyMap<string, LoadedJob>;
  readonly #retire: () => void;
  readonly #runs = new Map<string, number>();
  #lookedMs = Number.NEGATIVE_INFINITY;
  #told = false;
  /** It is to begin nothing any more. */
  isOut = false;

  constructor(jobs: ReadonlyMap<string, LoadedJob>, retire: () => void) {
    this.#jobs = jobs;
    this.#retire = retire;
  }

  ran(name: string): void {
    const { recycleAfterJobs, recycleAfterMb } = this.#jobs.get(name)?.options ?? {};
    if (recycleAfterJobs !== undefined) {
      const runs = (this.#runs.get(name) ?? 0) + 1;
      this.#runs.set(name, runs);
      if (runs >= recycleAfterJobs) this.isOut = true;
    }
    if (recycleAfterMb === undefined || performance.now() - this.#lookedMs < LOOK_EVERY_MS) return;
    this.#lookedMs = performance.now();
    if (heldBytes() > recycleAfterMb * 1024 * 1024) this.isOut = true;
  }

  tell(): void {
    if (!this.#told) this.#retire();
    this.#told = true;
  }
}
