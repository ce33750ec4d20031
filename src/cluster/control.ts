import type { StrategyArm } from '../catalogue/arms.ts';
import type { ClusterAccount, HttpCounts, JobUse } from './account.ts';
import type { JobFailures } from './job-failures.ts';
import type { ClusterView } from './metrics/cluster-metrics.ts';
import type { AppWorkerSettings, ClusterSettings, WorkerSettings } from './settings.ts';
import type { TypeAnswers } from './type-answers.ts';

/** Whose problem it is that a cluster cannot go on, and why, for a person. `port taken` and `broker` are the user's to mend, and so is a job. */
export interface Blame {
  readonly cause: 'port taken' | 'broker' | 'strategy' | 'job' | 'cluster';
  readonly reason: string;
}

/** Between whoever started the cluster and its primary. */
export type ToPrimary =
  | { readonly control: 'start'; readonly settings: ClusterSettings }
  /** Another strategy takes over. */
  | { readonly control: 'use'; readonly arm: StrategyArm }
  /** Faults of the scenario count from here. */
  | { readonly control: 'load starts' }
  /** No new requests from now on. */
  | { readonly control: 'close intake' }
  | { readonly control: 'measure memory' }
  /** How is it now? Only for observed clusters. */
  | { readonly control: 'look' }
  | { readonly control: 'drain' }
  | { readonly control: 'stop' };

export type FromPrimary =
  | { readonly control: 'ready'; readonly url: string; readonly pids: readonly number[] }
  | ({ readonly control: 'failed' } & Blame)
  /** The strategy is in charge; or why it is not, and the one before still is. */
  | { readonly control: 'used'; readonly refusal: string | null }
  | { readonly control: 'drained'; readonly account: ClusterAccount }
  | { readonly control: 'memory'; readonly processes: readonly ProcessMemory[] }
  | { readonly control: 'seen'; readonly view: ClusterView }
  /** Its event loop still turns. */
  | { readonly control: 'beat'; readonly pulse?: ClusterPulse };

/** What a primary says of itself twice a second. */
export interface ClusterPulse {
  /** Jobs that wait for a worker. */
  readonly waiting: number;
  /** Jobs that were sent to a worker. */
  readonly running: number;
  /** Job workers that have one. */
  readonly busy: number;
  readonly workerDeaths: number;
}

/** The descriptor through which a worker says that it lives. */
export const BEAT_FD = 4;

/** The descriptor for what a worker and its primary say to each other. */
export const PIPE_FD = 5;

/** How a worker is forked: its stderr is read, and the last are `BEAT_FD` and `PIPE_FD`. */
export const WORKER_STDIO: ('ignore' | 'pipe' | 'ipc')[] = [
  'ignore',
  'ignore',
  'pipe',
  'ipc',
  'pipe',
  'pipe',
];

/** The descriptor through which the primary says which job its strategy does not come back from. */
export const STUCK_FD = 4;

/** The descriptor whose other end is held by whoever forks the primary, until that ends. Nothing is sent through it. */
export const COMMAND_FD = 5;

/** How the primary is forked: its stderr is read, and the last are `STUCK_FD` and `COMMAND_FD`. */
export const PRIMARY_STDIO: ('ignore' | 'pipe' | 'ipc')[] = [
  'ignore',
  'ignore',
  'pipe',
  'ipc',
  'pipe',
  'pipe',
];

/** Between the primary and its workers, beside the messages of requests. */
export type ToWorker =
  | { readonly control: 'settings'; readonly settings: WorkerSettings }
  /** The same for a worker of an app. */
  | { readonly control: 'app settings'; readonly settings: AppWorkerSettings }
  | { readonly control: 'account' }
  | { readonly control: 'measure memory' }
  /** For an HTTP worker: take no new requests. */
  | { readonly control: 'close' }
  /** For a worker that runs jobs: end, once they are torn down. */
  | { readonly control: 'end' }
  /** For an HTTP worker with a pool: kill that worker of it. */
  | { readonly control: 'kill pool worker'; readonly index: number }
  /** For a job worker: how fast it runs timed jobs from now on. */
  | { readonly control: 'speed'; readonly speed: number };

export type FromWorker =
  /** Asks for its settings. What is sent to a process that still loads is lost, and its environment is too small for them. */
  | { readonly control: 'loaded' }
  | { readonly control: 'ready' }
  | ({ readonly control: 'failed' } & Blame)
  /** A job worker asks to be replaced. It begins nothing any more. */
  | { readonly control: 'retire' }
  | { readonly control: 'account'; readonly account: WorkerAccount }
  /** Undefined where it cannot tell. */
  | { readonly control: 'memory'; readonly liveBytes: number | undefined };

/** What a process of the cluster cannot do without. */
export interface ProcessMemory {
  readonly pid: number;
  readonly liveBytes: number;
}

export interface WorkerAccount {
  /** For HTTP workers; undefined for job workers. */
  readonly http: HttpCounts | undefined;
  readonly malformedMessages: number;
  /** How often it was stopped by a signal and let go on. */
  readonly stops: number;
  readonly cpuMs: number;
  /** Of a job worker that ran jobs of files. */
  readonly jobUse?: readonly JobUse[];
  /** Of an HTTP worker of the bench. */
  readonly failures?: readonly JobFailures[];
  /** Of an HTTP worker that hands jobs to a pool or a queue: who ran them. */
  readonly ran?: readonly RanBy[];
  /** For HTTP workers of an app that is measured. */
  readonly app?: AppAnswers;
}

/** What a worker ran for somebody else. */
export interface RanBy {
  readonly worker: number;
  readonly jobs: number;
  readonly busyMs: number;
}

export interface AppAnswers {
  /** By HTTP status. */
  readonly answers: Readonly<Record<string, number>>;
  /** By type of the jobs that were asked for. */
  readonly asked: Readonly<Record<string, TypeAnswers>>;
}
