import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy, StrategyFacts } from '../contract/strategy.ts';
import { LevelQueue } from './level-queue.ts';

/** The queue of held jobs; `shift` returns the next one. */
export interface WaitingJobs {
  readonly size: number;
  push(job: Job): void;
  shift(): Job | undefined;
  keep(passes: (job: Job) => boolean): void;
  /** Facts of a strategy that uses it. */
  readonly facts?: StrategyFacts;
}

/** The workers that have room; `first` chooses among several. `level` is the number of unfinished jobs. */
export interface WorkersWithRoom {
  put(index: number, level: number): void;
  remove(index: number): void;
  first(): number | undefined;
}

const FACTS: StrategyFacts = { binding: 'late', signal: 'which workers have room; moves at assignment' };

/**
 * Pull: jobs wait in the primary until a worker has room. If several workers have room, the one with the fewest unfinished
 * jobs gets the job; among equals, the one that has had that number longest.
 */
export function holdCentrally(cluster: Cluster, waiting: WaitingJobs): CentralQueue {
  const ties = 'fewest unfinished jobs, then idle longest';
  return new CentralQueue(cluster, waiting, new LevelQueue(), { ...FACTS, ...waiting.facts, ties });
}

/** The same, with another choice among the workers that have room. */
export function holdForWorkers(
  cluster: Cluster,
  waiting: WaitingJobs,
  withRoom: WorkersWithRoom,
): CentralQueue {
  return new CentralQueue(cluster, waiting, withRoom, { ...FACTS, ...waiting.facts });
}

class CentralQueue implements DescribedStrategy {
  readonly facts: StrategyFacts;
  readonly #cluster: Cluster;
  readonly #waiting: WaitingJobs;
  readonly #withRoom: WorkersWithRoom;

  constructor(cluster: Cluster, waiting: WaitingJobs, withRoom: WorkersWithRoom, facts: StrategyFacts) {
    this.#cluster = cluster;
    this.#waiting = waiting;
    this.#withRoom = withRoom;
    this.facts = facts;
  }

  jobArrived(job: Job): void {
    const index = this.#withRoom.first();
    if (index === undefined) {
      this.#waiting.push(job);
      forgetClosed(this.#cluster, this.#waiting);
      return;
    }
    const worker = this.#cluster.workerAt(index);
    this.#cluster.assign(job, worker);
    this.#place(worker);
  }

  workerFree(worker: Worker): void {
    while (worker.room > 0) {
      const job = this.#waiting.shift();
      if (job === undefined) break;
      this.#cluster.assign(job, worker);
    }
    this.#place(worker);
  }

  countsRead(): void {
    for (const worker of this.#cluster.workers) this.#place(worker);
  }

  workerLeft(worker: Worker): void {
    this.#withRoom.remove(worker.index);
  }

  #place(worker: Worker): void {
    if (worker.room > 0) this.#withRoom.put(worker.index, worker.unfinished);
    else this.#withRoom.remove(worker.index);
  }
}

/** Removes expired jobs when they outnumber the open ones: O(1) amortised. */
export function forgetClosed(cluster: Cluster, waiting: WaitingJobs): void {
  if (waiting.size > 2 * cluster.heldJobs + 64) waiting.keep((job) => job.open);
}
