import type { TypeStats } from '../cluster/metrics/type-stats.ts';
import type { WorkerStats } from '../cluster/metrics/worker-stats.ts';

/** What a cluster has done since it started, and how it is now. */
export interface ClusterStats {
  /** With its parameters; `inline` if HTTP workers run the jobs: then `queue` and `types` stay empty. */
  readonly strategy: string;
  readonly queue: {
    /** Jobs that wait for a worker. */
    readonly waiting: number;
    /** Jobs that were sent to a worker. */
    readonly running: number;
    /** Jobs that may wait. */
    readonly limit: number;
  };
  readonly workers: readonly WorkerStats[];
  /** By type: the name of the job, unless `run` was told another. */
  readonly types: Readonly<Record<string, TypeStats>>;
  /** Workers that died and were replaced. */
  readonly workerDeaths: number;
  /** Jobs that were tried again because their worker was lost. */
  readonly retried: number;
}
