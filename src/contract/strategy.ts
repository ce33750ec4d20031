import type { Job, LoadReport, Outcome, Worker } from './job.ts';
import type { ParameterSpecs, ParameterValues } from './parameters.ts';

/** What a strategy may know beyond its own decisions. Printed with every result. */
export const KNOWLEDGE = [
  'type',
  'exact size',
  'estimated size',
  'deadline',
  'key',
  'latency',
  'speed',
  'machine',
  'probe',
] as const;

export type Knowledge = (typeof KNOWLEDGE)[number];

/** A scheduling strategy at work. It decides; the dispatcher sends, counts and answers. */
export interface Strategy {
  /** A job has arrived, or has come back from a lost worker: assign it, hold it, or reject it. */
  jobArrived(job: Job): void;
  /** `worker` has room for another job: it finished one, joined, or was assigned a job that was no longer open. */
  workerFree(worker: Worker): void;
  /**
   * The outcome of a job. Called once for each effective assignment, before `workerFree`, unless the worker left. A job
   * that expires while it runs is reported when the worker is done with it, not before. A strategy that took over from
   * another also hears of the jobs that the other had sent.
   */
  jobFinished?(job: Job, worker: Worker, outcome: Outcome): void;
  /** It may have unfinished jobs, if this strategy takes over from another. */
  workerJoined?(worker: Worker): void;
  /** Its unfinished jobs come back through `jobArrived`, without `jobFinished`. */
  workerLeft?(worker: Worker): void;
  /** The answer to `cluster.probe(worker)`: the worker's own load, one message later. */
  probed?(worker: Worker, report: LoadReport): void;
  /** With several primaries: the counts of the others have been read, so `unfinished` of any worker may have changed. */
  countsRead?(): void;
  /** The time set by `cluster.wakeAfter` has passed. */
  wake?(): void;
}

/** Everything that a strategy can see and do. */
export interface Cluster {
  /** The present workers. The order changes only when one joins (at the end) or leaves (the last takes its place). */
  readonly workers: readonly Worker[];
  /** The present worker with this index. */
  workerAt(index: number): Worker;
  /** Jobs that have arrived and are neither assigned nor finished. */
  readonly heldJobs: number;
  /** Binds the job to the worker. It waits in the primary until the window allows sending it. */
  assign(job: Job, worker: Worker): void;
  /** Rejects a held job: its request is answered 503. */
  reject(job: Job, reason: string): void;
  /** Asks a worker for its load; the answer comes through `probed`. Needs `uses: ['probe']`. */
  probe(worker: Worker): void;
  /**
   * Calls `wake` after this many ms; a new call replaces a pending one. A strategy that holds jobs for 2 s while every
   * worker is idle, without a pending `wakeAfter`, has stalled: its trial fails.
   */
  wakeAfter(ms: number): void;
  /** Ms since an arbitrary start, the same clock as every time in the contract. */
  now(): number;
  /** Uniform in [0, 1), from the strategy's own seeded stream. */
  random(): number;
}

/** Properties of a strategy, in words. */
export interface StrategyFacts {
  /** `arrival`: bound to a worker at once (push). `late`: held by the primary until a worker has room (pull). */
  readonly binding?: 'arrival' | 'late';
  /** The load signal for its decisions, and whether that changes when a job is assigned. */
  readonly signal?: string;
  /** What happens when several workers are equally good. */
  readonly ties?: string;
  /** The order in which waiting jobs are served. */
  readonly order?: string;
}

/** A strategy with its own facts, as the helpers of the toolkit make it. */
export interface DescribedStrategy extends Strategy {
  readonly facts?: StrategyFacts;
}

/**
 * The default export of a strategy file. Lists omit optional fields that are not given. The helper's facts apply unless
 * the definition overrides them.
 */
export interface StrategyDefinition<Specs extends ParameterSpecs = ParameterSpecs> extends StrategyFacts {
  /** The name the literature uses, with its common abbreviation. */
  readonly title: string;
  /** Who described it, or which well-known system uses it. */
  readonly source?: string;
  /** Cost of one decision with n workers, for example `O(1)`. */
  readonly cost?: string;
  readonly shines?: string;
  readonly fails?: string;
  readonly uses: readonly Knowledge[];
  /** Most unfinished jobs of a worker, unless the run sets another window. */
  readonly window: number;
  readonly parameters?: Specs;
  /**
   * Called once for each trial, and each time the strategy takes over from another: before it knows any worker or job. The
   * catalogue calls it too, to read the facts.
   */
  create(cluster: Cluster, parameters: ParameterValues<Specs>): DescribedStrategy;
}

/** Gives a strategy file its types; checks nothing at run time. */
export function defineStrategy<const Specs extends ParameterSpecs>(
  definition: StrategyDefinition<Specs>,
): StrategyDefinition<Specs> {
  return definition;
}
