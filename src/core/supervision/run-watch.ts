import { AFTER_DEADLINE_MS } from '../after-deadline.ts';

/**
 * How long each worker has been at the job it runs, as far as its host can tell: since that job was first in its queue.
 * None may take longer than the limit. As a job is never started after its deadline, one that does could not have been
 * answered in time wherever it had run; by then its request has been answered.
 */
export class RunWatch {
  readonly #sinceMs = new Map<number, number>();

  /** `atWorker`: how many jobs are there now, this one included. */
  sent(worker: number, atWorker: number, nowMs: number): void {
    if (atWorker === 1) this.#sinceMs.set(worker, nowMs);
  }

  /** `atWorker`: how many jobs are still there. */
  returned(worker: number, atWorker: number, nowMs: number): void {
    if (atWorker > 0) this.#sinceMs.set(worker, nowMs);
    else this.#sinceMs.delete(worker);
  }

  left(worker: number): void {
    this.#sinceMs.delete(worker);
  }

  /**
   * `limitMs`: what the job that a worker runs may take. `reachedMs`: when the worker was last in reach; later it may have
   * finished, and nobody can know.
   */
  overrunning(limitMs: (worker: number) => number, reachedMs: (worker: number) => number): number[] {
    return [...this.#sinceMs]
      .filter(
        ([worker, sinceMs]) => reachedMs(worker) - sinceMs > limitMs(worker) + AFTER_DEADLINE_MS.jobWorker,
      )
      .map(([worker]) => worker);
  }
}
