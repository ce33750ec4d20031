/** What a job is told beside its parameters. */
export interface JobContext {
  /** Fires when nobody needs the result any more: the client hung up, the deadline passed, or the worker is about to close. */
  readonly signal: AbortSignal;
  /** When the request expires, in ms since 1970. */
  readonly deadline: number;
  /** 1 for the first try; one more each time a worker was lost with it. */
  readonly attempt: number;
  /** Of the job: the name of its file. */
  readonly name: string;
  /** To stderr, marked with the worker and the job; silent while a run is measured. */
  readonly log: JobLog;
}

export interface JobLog {
  info(...what: readonly unknown[]): void;
  warn(...what: readonly unknown[]): void;
  error(...what: readonly unknown[]): void;
}

/** What a job file exports by default. Parameters and result are JSON: plain objects, arrays, texts, numbers, booleans, null. */
export type JobFunction<Params, Result> = (params: Params, context: JobContext) => Result | Promise<Result>;

/** What a job file may export as `options`. */
export interface JobOptions {
  /** Deadline of each request, where that of the scenario is not shorter. */
  readonly timeoutMs?: number;
  /** How often it is tried when workers are lost with it, 1 to 3; 3 if absent. 1 for a job that must not run twice. */
  readonly attempts?: number;
  /** Heap of a worker that may run it. */
  readonly maxOldSpaceMb?: number;
  /** A worker whose memory (resident set) is above this after a job is replaced. */
  readonly recycleAfterMb?: number;
  /** A worker that has run so many of it is replaced. */
  readonly recycleAfterJobs?: number;
  /** How many of it one worker runs at a time; 1 if absent. More helps only a job that waits. */
  readonly concurrency?: number;
  /** Limit of `setup`; 10 s if absent. */
  readonly setupTimeoutMs?: number;
}

/** Given to `setup`: fires when its time is up. */
export interface SetupContext {
  readonly signal: AbortSignal;
}

/** Seeded chance, for `sample`: the same request draws the same, whatever strategy it meets. */
export interface Draw {
  /** Uniform in [0, 1). */
  number(): number;
  /** Whole, both ends included, all alike. */
  integer(low: number, high: number): number;
  pick<Item>(list: readonly Item[]): Item;
}

/**
 * Gives a job its types; does nothing at run time. Its file may also export `setup({ signal })`, awaited before the worker is
 * ready, `teardown()`, run when a worker ends in order, `options` (`JobOptions`), `sample(draw)`, which makes parameters, and
 * `check(params)`, which returns a sentence if they are wrong.
 */
export function defineJob<Params, Result>(run: JobFunction<Params, Result>): JobFunction<Params, Result> {
  return run;
}
