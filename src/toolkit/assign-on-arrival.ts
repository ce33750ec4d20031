import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy, StrategyFacts } from '../contract/strategy.ts';
import { forgetClosed } from './hold-centrally.ts';
import { RingQueue } from './ring-queue.ts';

/** Follows the number of unfinished jobs of every worker. */
export interface WorkerWatcher {
  joined(worker: Worker): void;
  left(worker: Worker): void;
  /** `worker.unfinished` has moved, up or down. */
  changed(worker: Worker): void;
  /** What there is to say of a strategy that picks by it. */
  readonly facts?: StrategyFacts;
}

const FACTS: StrategyFacts = { binding: 'arrival', order: 'first come, first served at each worker' };

/**
 * Push: every job is bound to the worker picked for it the moment it arrives. Only while there is no worker at all are
 * jobs held, in order of arrival. `pick` is asked for open jobs only, so what it picks is always assigned. A pick that gives
 * no worker although there are some is an error.
 */
export function assignOnArrival(
  cluster: Cluster,
  pick: (job: Job) => Worker | undefined,
  watcher?: WorkerWatcher,
): DescribedStrategy {
  const stranded = new RingQueue<Job>();
  /** Its stack tells whose pick it is. */
  const made = new Error('assignOnArrival');

  function jobArrived(job: Job): void {
    const worker = pick(job);
    if (worker === undefined) {
      if (cluster.workers.length > 0)
        throw new Error(`its pick gives no worker, though there are ${cluster.workers.length}`, {
          cause: made,
        });
      stranded.push(job);
      forgetClosed(cluster, stranded);
      return;
    }
    cluster.assign(job, worker);
    watcher?.changed(worker);
  }

  return {
    facts: { ...FACTS, ...watcher?.facts },
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
