import fc from 'fast-check';
import type { Job, Worker } from '../../../src/contract/job.ts';
import type { Cluster, Strategy } from '../../../src/contract/strategy.ts';
import { happen, randomLife } from './random-events.ts';
import { VirtualWorld } from './virtual-world.ts';

/**
 * Does whatever the contract allows, at random: in every callback it assigns a job that it was given (open or not) to any
 * worker, rejects one, or asks to be woken. Once it is told to finish it gives every job it has left to the worker at hand.
 */
class Chaos implements Strategy {
  finishing = false;
  readonly #cluster: Cluster;
  #mine: Job[] = [];

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
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
  }

  #below(end: number): number {
    return Math.floor(this.#cluster.random() * end);
  }
}

describe('a dispatcher, whatever the world does and whatever its strategy decides,', () => {
  for (const window of [1, 2, 3, Infinity]) {
    it(`keeps every promise and settles every job exactly once, with a window of ${window}`, () => {
      fc.assert(
        fc.property(randomLife, fc.integer({ min: 1, max: 1e6 }), (events, seed) => {
          let chaos: Chaos | undefined;
          const world = new VirtualWorld({
            strategyName: 'chaos',
            uses: [],
            window,
            queueLimit: 10,
            seed,
            create: (cluster) => {
              chaos = new Chaos(cluster);
              return chaos;
            },
          });
          world.join();
          for (const event of events) happen(world, event);
          (chaos as Chaos).finishing = true;
          world.join();
          world.drain();
        }),
        { numRuns: 300 },
      );
    });
  }
});
