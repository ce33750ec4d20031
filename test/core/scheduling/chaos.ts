import type { Job, Worker } from '../../../src/contract/job.ts';
import type { Cluster, Strategy } from '../../../src/contract/strategy.ts';

/**
 * Does whatever the contract allows, at random: in every callback it assigns a job that it was given (open or not) to any
 * worker, rejects one, or asks to be woken. Once it is told to finish it gives every job it has left to the worker at hand.
 */
export class Chaos implements Strategy {
  finishing = false;
  readonly #cluster: Cluster;
  #breaksAt: number;
  #mine: Job[] = [];

  /** Throws in its callback of that number, from 0. */
  constructor(cluster: Cluster, breaksAt = Infinity) {
    this.#cluster = cluster;
    this.#breaksAt = breaksAt;
  }

  jobArrived(job: Job): void {
    this.#mine.push(job);
    this.#actAtRandom();
  }

  workerFree(worker: Worker): void {
    this.#actAtRandom();
    if (!this.finishing) return;
    const rest = this.#mine;
    this.#mine = [];
    for (const job of rest) this.#cluster.assign(job, worker);
  }

  jobFinished = (): void => this.#actAtRandom();
  workerJoined = (): void => this.#actAtRandom();
  workerLeft = (): void => this.#actAtRandom();
  wake = (): void => this.#actAtRandom();
  countsRead = (): void => this.#actAtRandom();

  /** It has taken over: from now on it is sound. */
  recover(): void {
    this.#breaksAt = Infinity;
  }

  #actAtRandom(): void {
    const cluster = this.#cluster;
    const job = this.#mine[this.#below(this.#mine.length)];
    const worker = cluster.workers[this.#below(cluster.workers.length)];
    const chance = cluster.random();
    if (chance < 0.5 && job !== undefined && worker !== undefined) {
      this.#mine.splice(this.#mine.indexOf(job), 1);
      cluster.assign(job, worker);
    } else if (chance < 0.55 && job !== undefined) {
      this.#mine.splice(this.#mine.indexOf(job), 1);
      cluster.reject(job, 'chance');
    } else if (chance < 0.6) cluster.wakeAfter(Math.floor(20 * cluster.random()));
    if (this.#breaksAt-- === 0) throw new Error('chaos');
  }

  #below(end: number): number {
    return Math.floor(this.#cluster.random() * end);
  }
}
