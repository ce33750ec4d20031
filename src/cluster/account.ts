import type { OutcomeCounts } from '../core/outcomes.ts';
import type { Tally } from '../core/scheduling/tally.ts';
import type { JobFailures } from './job-failures.ts';

/** What the cluster says of itself after a drain. */
export interface ClusterAccount {
  readonly httpWorkers: readonly HttpWorkerAccount[];
  readonly jobWorkers: readonly JobWorkerAccount[];
  /** Absent where no job passes the primary (inline). */
  readonly dispatch: DispatchAccount | undefined;
  readonly malformedMessages: number;
  /** How often a process of the cluster was stopped by a signal and let go on. */
  readonly stops: number;
  readonly workerDeaths: number;
  /** Of those. */
  readonly httpWorkerDeaths: number;
  /** Faults of the scenario that found their worker. */
  readonly injectedFaults: number;
  /** Of those, on HTTP workers. */
  readonly injectedHttpFaults: number;
  /** From each death until the worker's replacement was ready. */
  readonly recoveriesMs: readonly number[];
  readonly primaryCpuMs: number;
  /** Of agents, their workers apart. */
  readonly carriersCpuMs?: number;
  /** Of jobs of files in job workers. */
  readonly jobUse: readonly JobUse[];
  readonly failures: readonly JobFailures[];
}

/** What the runs of a job took, in ms: processor time, and time in which their process had nothing to do. */
export interface JobUse {
  readonly job: string;
  readonly runs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly idleMs: number;
}

export interface HttpWorkerAccount {
  readonly worker: number;
  readonly counts: HttpCounts;
  readonly cpuMs: number;
}

export interface JobWorkerAccount {
  readonly worker: number;
  /** Attempts that it gave back. */
  readonly jobs: number;
  readonly busyMs: number;
  /** Unfinished jobs the primary still counts on it: 0 after a drain. */
  readonly unfinished: number;
  readonly cpuMs: number;
}

export interface DispatchAccount {
  readonly tally: Omit<Tally, 'open' | 'faults'>;
  /** Results dropped because their request had been answered, by request type. */
  readonly lateByType: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Time in dispatcher and strategy for one arrival or completion, queueing of messages included; `count` of them were timed. Null if none was. */
  readonly decisionNs: {
    readonly count: number;
    readonly mean: number;
    readonly p50: number;
    readonly p99: number;
  } | null;
}

/** Answers given, by kind of request. */
export type HttpCounts = Record<'light' | 'heavy', OutcomeCounts> & {
  /** Anything that is not a good request for either route: 4xx. */
  refused: number;
};
