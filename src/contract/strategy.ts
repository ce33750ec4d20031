import type { Job, LoadReport, Outcome, Worker } from './job.ts';
import type { ParameterSpecs, ParameterValues } from './parameters.ts';

/** What a strategy may know beyond its own decisions. Printed beside every result. */
export const KNOWLEDGE = [
  'type',
  'exact size',
  'estimated size',
  'deadline',
  'key',
  'latency',
  'speed',
  'probe',
] as const;

export type Knowledge = (typeof KNOWLEDGE)[number];

/** A scheduling strategy at work. It decides; the dispatcher sends, counts and answers. */
export interface Strategy {
  /** A job has arrived (or came back from a lost worker): assign it, hold it, or reject it. */
  jobArrived(job: Job): void;
  /** `worker` has room for one more job: it finished one, joined, or was assigned a job that was no longer open. */
  workerFree(worker: Worker): void;
  /**
   * What became of a job; called once for each assignment that took effect, before `workerFree`, unless the worker left.
   * A job that expires while it runs is reported when the worker gives it up, not before.
   */
  jobFinished?(job: Job, worker: Worker, outcome: Outcome): void;
  workerJoined?(worker: Worker): void;
  /** Its unfinished jobs come back through `jobArrived`, without `jobFinished`. */
  workerLeft?(worker: Worker): void;
  /** The answer to `cluster.probe(worker)`: what that worker says of its own load, one message later. */
  probed?(worker: Worker, report: LoadReport): void;
  /** With several primaries: the counts of the others have been read, so `unfinished` of any worker may have moved. */
  countsRead?(): void;
  /** The moment asked for by `cluster.wakeAfter`. */
  wake?(): void;
}

/** What a strategy can see and do. */
export interface Cluster {
  /** The workers present now. The order changes only when one joins (at the end) or leaves (the last takes its place). */
  readonly workers: readonly Worker[];
  /** The present worker with this index. */
  workerAt(index: number): Worker;
  /** Jobs that have arrived and are neither assigned nor over. */
  readonly heldJobs: number;
  /** Binds the job to the worker. Sent as the window allows; until then it waits in the primary. */
  assign(job: Job, worker: Worker): void;
  /** Gives a held job up: its request is answered 503. */
  reject(job: Job, reason: string): void;
  /** Asks a worker for its load; the answer comes through `probed`. Needs `uses: ['probe']`. */
  probe(worker: Worker): void;
  /**
   * Calls `wake` after this many ms; a new call replaces the one still pending. A strategy that holds jobs for 2 s while every
   * worker is idle, and has not asked for this, has stalled: its trial fails.
   */
  wakeAfter(ms: number): void;
  /** Ms since an arbitrary start, the same clock as every time in the contract. */
  now(): number;
  /** Uniform in [0, 1), from the strategy's own seeded stream. */
  random(): number;
}

/** What tells one strategy from another, in words. */
export interface StrategyFacts {
  /** `arrival`: bound to a worker at once (push). `late`: held by the primary until a worker has room (pull). */
  readonly binding?: 'arrival' | 'late';
  /** The load signal it decides on, and whether that moves when a job is assigned. */
  readonly signal?: string;
  /** What happens when several workers are equally good. */
  readonly ties?: string;
  /** In which order waiting jobs are served. */
  readonly order?: string;
}

/** A strategy that comes with what there is to say of it: those that the helpers of the toolkit make do. */
export interface DescribedStrategy extends Strategy {
  readonly facts?: StrategyFacts;
}

/**
 * What every strategy file exports by default. What it need not say is left out of lists where it is not said. The facts of
 * the helper that makes it are taken from there: a definition says where it differs.
 */
export interface StrategyDefinition<Specs extends ParameterSpecs = ParameterSpecs> extends StrategyFacts {
  /** The name the literature uses, with its common abbreviation. */
  readonly title: string;
  /** Who described it, or which well-known system works so. */
  readonly source?: string;
  /** Cost of one decision with n workers, for example `O(1)`. */
  readonly cost?: string;
  readonly shines?: string;
  readonly fails?: string;
  readonly uses: readonly Knowledge[];
  /** Unfinished jobs a worker may hold, unless the run says otherwise. */
  readonly window: number;
  readonly parameters?: Specs;
  /** Called once for each trial, before there are workers; by the catalogue too, which asks what was made for its facts. */
  create(cluster: Cluster, parameters: ParameterValues<Specs>): DescribedStrategy;
}

/** Gives a strategy file its types; checks nothing at run time. */
export function defineStrategy<const Specs extends ParameterSpecs>(
  definition: StrategyDefinition<Specs>,
): StrategyDefinition<Specs> {
  return definition;
}
