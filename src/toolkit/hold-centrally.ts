import type { Job, Worker } from '../contract/job.ts';
import type { Cluster, DescribedStrategy, StrategyFacts } from '../contract/strategy.ts';
import { LevelQueue } from './level-queue.ts';

/** Where a strategy keeps the jobs it holds; `shift` says which goes next. */
export interface WaitingJobs {
  readonly size: number;
  push(job: Job): void;
  shift(): Job | undefined;
  keep(passes: (job: Job) => boolean): void;
}

/** The workers that have room; `first` says which gets the job that finds several. `level` is its unfinished jobs. */
export interface WorkersWithRoom {
  put(index: number, level: number): void;
  remove(index: number): void;
  first(): number | undefined;
}

const FACTS: StrategyFacts = { binding: 'late', signal: 'which workers have room; moves at assignment' };

/**
 * Pull: jobs wait in the primary until a worker has room. A job that finds several with room goes to the one with the
 * fewest unfinished jobs, among those to the one that has been so longest.
 */
export function holdCentrally(cluster: Cluster, waiting: WaitingJobs): DescribedStrategy {
  return {
    ...holdForWorkers(cluster, waiting, new LevelQueue()),
    facts: { ...FACTS, ties: 'fewest unfinished jobs, then idle longest' },
  };
}

/** The same with another choice among the workers that have room. */
export function holdForWorkers(
  cluster: Cluster,
  waiting: WaitingJobs,
  withRoom: WorkersWithRoom,
): DescribedStrategy {
  function place(worker: Worker): void {
    if (worker.room > 0) withRoom.put(worker.index, worker.unfinished);
    else withRoom.remove(worker.index);
  }

  return {
    facts: FACTS,
    jobArrived(job) {
      const index = withRoom.first();
      if (index === undefined) {
        waiting.push(job);
        forgetClosed(cluster, waiting);
        return;
      }
      const worker = cluster.workerAt(index);
      cluster.assign(job, worker);
      place(worker);
    },
    workerFree(worker) {
      while (worker.room > 0) {
        const job = waiting.shift();
        if (job === undefined) break;
        cluster.assign(job, worker);
      }
      place(worker);
    },
    countsRead() {
      for (const worker of cluster.workers) place(worker);
    },
    workerLeft(worker) {
      withRoom.remove(worker.index);
    },
  };
}

/** Jobs that expired while they waited are dropped once they outnumber the open ones: O(1) amortised. */
export function forgetClosed(cluster: Cluster, waiting: WaitingJobs): void {
  if (waiting.size > 2 * cluster.heldJobs + 64) waiting.keep((job) => job.open);
}
