import type { Member } from '../cluster/primary/member.ts';
import type { Role } from '../cluster/settings.ts';
import type { AppScheduling } from './app-scheduling.ts';
import type { TypeStats } from './type-stats.ts';

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

export interface WorkerStats {
  readonly id: number;
  readonly pid: number;
  readonly role: Role;
  readonly ready: boolean;
  /** Of job workers; 0 for others. */
  readonly jobs: number;
  readonly busyMs: number;
  readonly unfinished: number;
}

export function workerStats(
  { id, pid, seat, ready }: Member,
  scheduling: AppScheduling | undefined,
): WorkerStats {
  const counts =
    seat.role === 'job' && scheduling !== undefined
      ? scheduling.workerCounts(id)
      : { jobs: 0, busyMs: 0, unfinished: 0 };
  return { id, pid, role: seat.role, ready, ...counts };
}
