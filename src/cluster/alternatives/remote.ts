import type { ArmParameters } from '../../catalogue/arms.ts';
import type { Work } from '../../jobs/work.ts';
import type { LiveRun } from '../wire/messages.ts';

/** What is handed over. JSON carries it. */
export interface Task {
  readonly work: Work;
  /** In ms since 1970. */
  readonly deadline: number;
}

/** What comes back. */
export interface RemoteRun extends LiveRun {
  /** Names the worker that ran it, among those of its pool or queue. */
  readonly worker: string;
}

/** Where heavy requests are done by other code than this project's. */
export interface Remote {
  /** Rejects if there is no result. `signal`: nobody waits any more. */
  run(task: Task, signal: AbortSignal): Promise<RemoteRun>;
  /** Of a pool, those that run now. */
  readonly workers?: () => readonly Killable[];
}

/** A thread or process of a pool. */
export interface Killable {
  kill(): void;
}

/** A file of `pools/`. Threads and processes read what they need from the environment. */
export interface PoolModule {
  start(settings: PoolSettings): Promise<Remote>;
}

export interface PoolSettings {
  readonly parameters: ArmParameters;
  readonly workers: number;
}

/** A file of `queues/`. `port`: of its server, on the loopback. */
export interface QueueModule {
  /** Of its server, in the file that this is started with. */
  serverConfiguration(port: number): string;
  connect(port: number): Promise<Remote>;
  /** Runs one task at a time, for good. Resolves once it waits for the first. */
  work(port: number, run: RunTask): Promise<void>;
}

export type RunTask = (task: Task) => Promise<RemoteRun>;

/** What a process needs to know to be one side of it. */
export interface RemoteSettings extends PoolSettings {
  readonly name: string;
  /** Of the server of a queue. */
  readonly port: number;
}
