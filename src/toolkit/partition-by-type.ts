import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy, StrategyFacts } from '../contract/strategy.ts';
import { forgetClosed } from './hold-centrally.ts';
import type { TypeDemand } from './type-profile.ts';
import { TypeQueues } from './type-queues.ts';
import { WorkerGroups } from './worker-groups.ts';

/**
 * Pull with workers reserved for groups of types: each group gets its share of the work, at least one worker. Types
 * outside all groups belong to the last group. If there are more groups than workers, the last groups share one. Before
 * the first reservation all types share all workers, first come, first served; after it the shortest type is served first.
 * `mayUse` decides whether a job of one group may use a worker of another.
 */
export function partitionByType(
  cluster: Cluster,
  mayUse: (jobGroup: number, workerGroup: number) => boolean,
): TypePartition {
  return new TypePartition(cluster, mayUse);
}

class TypePartition implements DescribedStrategy {
  readonly facts: StrategyFacts = { binding: 'late', ties: 'fewest unfinished jobs, then idle longest' };
  readonly #cluster: Cluster;
  readonly #mayUse: (jobGroup: number, workerGroup: number) => boolean;
  readonly #queues = new TypeQueues(() => 0);
  readonly #workers: WorkerGroups;
  /** By type: its rank by length, and its group. */
  readonly #places = new Map<string, { readonly place: number; readonly group: number }>();
  #shares: readonly number[] = [1];

  constructor(cluster: Cluster, mayUse: (jobGroup: number, workerGroup: number) => boolean) {
    this.#cluster = cluster;
    this.#mayUse = mayUse;
    this.#workers = new WorkerGroups(cluster);
  }

  /** Reserves workers for each group of types from now on; shortest types first. */
  reserve(groups: readonly (readonly TypeDemand[])[]): void {
    this.#shares = groups.map((types) => types.reduce((sum, { share }) => sum + share, 0));
    this.#places.clear();
    groups.forEach((types, group) => {
      for (const { type } of types) this.#places.set(type, { place: this.#places.size, group });
    });
    this.#regroup();
  }

  jobArrived(job: Job): void {
    const mayUse = this.#mayUse;
    const own = this.#groupOf(job);
    for (let group = own; group < this.#workers.count && mayUse(own, group); group++) {
      const worker = this.#workers.first(group);
      if (worker === undefined) continue;
      this.#assign(job, worker);
      return;
    }
    this.#queues.push(job);
    forgetClosed(this.#cluster, this.#queues);
  }

  workerFree(worker: Worker): void {
    const own = this.#workers.of(worker);
    while (worker.room > 0) {
      const job = this.#queues.shiftBy((head) => this.#scoreAt(own, head));
      if (job === undefined) break;
      this.#assign(job, worker);
    }
    this.#workers.moved(worker);
  }

  workerJoined(worker: Worker): void {
    this.#workers.joined(worker);
    this.#regroup();
  }

  workerLeft(worker: Worker): void {
    this.#workers.left(worker);
    this.#regroup();
  }

  #groupOf(job: Job): number {
    return Math.min(this.#places.get(job.type)?.group ?? Number.POSITIVE_INFINITY, this.#workers.count - 1);
  }

  /**
   * The rank of the head of a queue at a worker of that group: short types first, Infinity if the worker may not run it.
   */
  #scoreAt(workerGroup: number, head: Job): number {
    const mayUse = this.#mayUse;
    if (!mayUse(this.#groupOf(head), workerGroup)) return Number.POSITIVE_INFINITY;
    return this.#places.get(head.type)?.place ?? this.#places.size;
  }

  #assign(job: Job, worker: Worker): void {
    this.#cluster.assign(job, worker);
    this.#workers.moved(worker);
  }

  /** A worker that changes groups may take a waiting job. O(groups + workers that change). */
  #regroup(): void {
    const present = this.#cluster.workers.length;
    this.#workers.resize(groupSizes(this.#shares.slice(0, Math.max(1, present)), present));
    for (let group = 0; group < this.#workers.count; group++) {
      let worker = this.#workers.first(group);
      while (worker !== undefined) {
        this.workerFree(worker);
        worker = worker.room > 0 ? undefined : this.#workers.first(group);
      }
    }
  }
}

/** Each group gets its share, rounded to the nearest, but at least one worker; the last group gets the rest. */
function groupSizes(shares: readonly number[], workers: number): number[] {
  let left = workers;
  return shares.map((share, group) => {
    const later = shares.length - 1 - group;
    const wanted = Math.max(1, Math.ceil(share * workers - 0.5));
    const size = later === 0 ? left : Math.min(wanted, left - later);
    left -= size;
    return size;
  });
}
