import type { Job, Worker } from '../contract/job.ts';
import type { Cluster } from '../contract/strategy.ts';

/** The work that each worker has left, by the sizes of its unfinished jobs. */
export class WorkLeft {
  readonly #cluster: Cluster;
  /** By worker index: the sizes of its unfinished jobs, and the time at which it will have run them all. */
  readonly #workMs: number[] = [];
  readonly #freeMs: number[] = [];
  /** By worker index: jobs that it had when it joined and still has. What they have left to run is not known. */
  readonly #inherited: number[] = [];

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** The time at which the worker will have finished, or has finished, all its jobs. */
  freeMs(worker: Worker): number {
    return this.#freeMs[worker.index] as number;
  }

  /** The remaining work. 0 only if idle: a worker that is late with its last job has a tiny rest. */
  leftMs(worker: Worker): number {
    if (worker.unfinished === 0) return 0;
    return Math.max(this.freeMs(worker) - this.#cluster.now(), Number.MIN_VALUE);
  }

  joined(worker: Worker): void {
    this.#workMs[worker.index] = 0;
    this.#freeMs[worker.index] = this.#cluster.now();
    this.#inherited[worker.index] = worker.unfinished;
  }

  assigned(job: Job, worker: Worker): void {
    this.#workMs[worker.index] = (this.#workMs[worker.index] as number) + job.sizeMs;
    this.#freeMs[worker.index] = Math.max(this.freeMs(worker), this.#cluster.now()) + job.sizeMs;
  }

  /**
   * The worker is about to begin its next job, so the time at which it will be free is known again. If the job expired
   * before it was sent, that time is too late until the running job finishes.
   */
  finished(job: Job, worker: Worker): void {
    // A worker finishes first what it had first.
    const inherited = this.#inherited[worker.index] as number;
    if (inherited > 0) this.#inherited[worker.index] = inherited - 1;
    const sizeMs = inherited > 0 ? 0 : job.sizeMs;
    const rest = worker.unfinished === 0 ? 0 : Math.max(0, (this.#workMs[worker.index] as number) - sizeMs);
    this.#workMs[worker.index] = rest;
    this.#freeMs[worker.index] = this.#cluster.now() + rest;
  }
}
