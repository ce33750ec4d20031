import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, Strategy } from '../contract/strategy.ts';
import { forgetClosed } from './hold-centrally.ts';
import { RingQueue } from './ring-queue.ts';

/** Follows the number of unfinished jobs of every worker. */
export interface WorkerWatcher {
  joined(worker: Worker): void;
  left(worker: Worker): void;
  /** `worker.unfinished` has moved, up or down. */
  changed(worker: Worker): void;
}

/**
 * Push: every job is bound to the worker picked for it the moment it arrives. Only while there is no worker at all are
 * jobs held, in order of arrival. `pick` is asked for open jobs only, so what it picks is always assigned.
 */
export function assignOnArrival(
  cluster: Cluster,
  pick: (job: Job) => Worker | undefined,
  watcher?: WorkerWatcher,
): Strategy {
  const stranded = new RingQueue<Job>();

  function jobArrived(job: Job): void {
    const worker = pick(job);
    if (worker === undefined) {
      stranded.push(job);
      forgetClosed(cluster, stranded);
      return;
    }
    cluster.assign(job, worker);
    watcher?.changed(worker);
  }

  return {
    jobArrived,
    workerFree() {
      for (let left = stranded.size; left > 0; left--) {
        const job = stranded.shift() as Job;
        if (job.open) jobArrived(job);
      }
    },
    jobFinished(_job, worker) {
      watcher?.changed(worker);
    },
    workerJoined(worker) {
      watcher?.joined(worker);
    },
    countsRead() {
      if (watcher !== undefined) for (const worker of cluster.workers) watcher.changed(worker);
    },
    workerLeft(worker) {
      watcher?.left(worker);
    },
  };
}
