import type { Worker } from '../contract/job.ts';
import type { Cluster } from '../contract/strategy.ts';
import type { WorkerWatcher } from './assign-on-arrival.ts';
import { BucketQueue } from './bucket-queue.ts';

/** The workers with the fewest unfinished jobs, in O(1). */
export class LeastUnfinished implements WorkerWatcher {
  readonly facts = {
    signal: 'unfinished jobs of each worker, counted up at assignment',
    ties: 'uniformly at random',
  };
  readonly #cluster: Cluster;
  readonly #byUnfinished = new BucketQueue();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** One of them, drawn uniformly; undefined without workers. */
  draw(): Worker | undefined {
    const index = this.#byUnfinished.drawLowest(this.#cluster.random());
    return index === undefined ? undefined : this.#cluster.workerAt(index);
  }

  joined(worker: Worker): void {
    this.#byUnfinished.add(worker.index, worker.unfinished);
  }

  left(worker: Worker): void {
    this.#byUnfinished.remove(worker.index);
  }

  changed(worker: Worker): void {
    this.#byUnfinished.move(worker.index, worker.unfinished);
  }
}
