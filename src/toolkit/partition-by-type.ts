import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy } from '../contract/strategy.ts';
import { forgetClosed } from './hold-centrally.ts';
import type { TypeDemand } from './type-profile.ts';
import { TypeQueues } from './type-queues.ts';
import { WorkerGroups } from './worker-groups.ts';

export interface TypePartition extends DescribedStrategy {
  /** From now on reserves workers for each group of types, shortest types first. */
  reserve(groups: readonly (readonly TypeDemand[])[]): void;
}

/**
 * Pull with workers reserved for groups of types, each group by its share of the work, at least one. Types no group
 * names go with the last; there are never more groups than workers: the last ones then share. Before the first
 * reservation all types share all workers, first come first served; after it the shortest type is served first.
 * `mayUse` says whether a job of one group may take a worker of another.
 */
export function partitionByType(
  cluster: Cluster,
  mayUse: (jobGroup: number, workerGroup: number) => boolean,
): TypePartition {
  const queues = new TypeQueues(() => 0);
  const workers = new WorkerGroups(cluster);
  /** By type: its place from short to long, and its group. */
  const places = new Map<string, { readonly place: number; readonly group: number }>();
  let shares: readonly number[] = [1];

  function groupOf(job: Job): number {
    return Math.min(places.get(job.type)?.group ?? Number.POSITIVE_INFINITY, workers.count - 1);
  }

  function assign(job: Job, worker: Worker): void {
    cluster.assign(job, worker);
    workers.moved(worker);
  }

  function serve(worker: Worker): void {
    const own = workers.of(worker);
    while (worker.room > 0) {
      const job = queues.shiftBy((head) =>
        mayUse(groupOf(head), own) ? (places.get(head.type)?.place ?? places.size) : Number.POSITIVE_INFINITY,
      );
      if (job === undefined) break;
      assign(job, worker);
    }
    workers.moved(worker);
  }

  /** A worker that changes groups may be what a waiting job lacked. O(groups + workers that change). */
  function regroup(): void {
    const present = cluster.workers.length;
    workers.resize(groupSizes(shares.slice(0, Math.max(1, present)), present));
    for (let group = 0; group < workers.count; group++) {
      let worker = workers.first(group);
      while (worker !== undefined) {
        serve(worker);
        worker = worker.room > 0 ? undefined : workers.first(group);
      }
    }
  }

  return {
    facts: { binding: 'late', ties: 'fewest unfinished jobs, then idle longest' },
    reserve(groups) {
      shares = groups.map((types) => types.reduce((sum, { share }) => sum + share, 0));
      places.clear();
      groups.forEach((types, group) => {
        for (const { type } of types) places.set(type, { place: places.size, group });
      });
      regroup();
    },
    jobArrived(job) {
      const own = groupOf(job);
      for (let group = own; group < workers.count && mayUse(own, group); group++) {
        const worker = workers.first(group);
        if (worker !== undefined) return assign(job, worker);
      }
      queues.push(job);
      forgetClosed(cluster, queues);
    },
    workerFree: serve,
    workerJoined(worker) {
      workers.joined(worker);
      regroup();
    },
    workerLeft(worker) {
      workers.left(worker);
      regroup();
    },
  };
}

/** To each its share, rounded to the nearest, but at least one worker; the last takes what is left. */
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
