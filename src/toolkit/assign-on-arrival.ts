import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy, StrategyFacts } from '../contract/strategy.ts';
import { forgetClosed } from './hold-centrally.ts';
import { RingQueue } from './ring-queue.ts';

/** Follows the number of unfinished jobs of every worker. */
export interface WorkerWatcher {
  joined(worker: Worker): void;
  left(worker: Worker): void;
  /** `worker.unfinished` has changed, up or down. */
  changed(worker: Worker): void;
  /** Facts of a strategy that uses it. */
  readonly facts?: StrategyFacts;
}

const FACTS: StrategyFacts = { binding: 'arrival', order: 'first come, first served at each worker' };

/**
 * Push: binds every job on arrival to the worker that `pick` returns. Jobs are held, in order of arrival, only while there
 * is no worker. `pick` is called for open jobs only, so its worker always gets the job. It is an error if `pick` returns
 * no worker although there are some.
 */
export function assignOnArrival(
  cluster: Cluster,
  pick: (job: Job) => Worker | undefined,
  watcher?: WorkerWatcher,
): AssignOnArrival {
  return new AssignOnArrival(cluster, pick, watcher);
}

class AssignOnArrival implements DescribedStrategy {
  readonly facts: StrategyFacts;
  readonly #cluster: Cluster;
  readonly #pick: (job: Job) => Worker | undefined;
  readonly #watcher: WorkerWatcher | undefined;
  readonly #stranded = new RingQueue<Job>();
  /** The stack shows the strategy. */
  readonly #made = new Error('assignOnArrival');

  constructor(cluster: Cluster, pick: (job: Job) => Worker | undefined, watcher: WorkerWatcher | undefined) {
    this.#cluster = cluster;
    this.#pick = pick;
    this.#watcher = watcher;
    this.facts = { ...FACTS, ...watcher?.facts };
  }

  jobArrived(job: Job): void {
    const pick = this.#pick;
    const worker = pick(job);
    if (worker === undefined) {
      this.#hold(job);
      return;
    }
    this.#cluster.assign(job, worker);
    this.#watcher?.changed(worker);
  }

  #hold(job: Job): void {
    const { length } = this.#cluster.workers;
    if (length > 0)
      throw new Error(`its pick returns no worker, though there are ${length}`, { cause: this.#made });
    this.#stranded.push(job);
    forgetClosed(this.#cluster, this.#stranded);
  }

  workerFree(): void {
    for (let left = this.#stranded.size; left > 0; left--) {
      const job = this.#stranded.shift() as Job;
      if (job.open) this.jobArrived(job);
    }
  }

  jobFinished(_job: Job, worker: Worker): void {
    this.#watcher?.changed(worker);
  }

  workerJoined(worker: Worker): void {
    this.#watcher?.joined(worker);
  }

  countsRead(): void {
    if (this.#watcher !== undefined)
      for (const worker of this.#cluster.workers) this.#watcher.changed(worker);
  }

  workerLeft(worker: Worker): void {
    this.#watcher?.left(worker);
  }
}
