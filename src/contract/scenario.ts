import type { Arrivals, ServiceTime } from './workload.ts';

/** The default export of a scenario file. All times in ms before `--time-scale`. Limits are in docs/scenario.md. */
export interface Scenario {
  /** One sentence: the situation and what it shows. */
  readonly about: string;
  readonly cluster: ClusterShape;
  /** Duration of `/light-request`: a timer, no computing. */
  readonly lightMs: number;
  /** Heavy request types by name, each with its share of the heavy requests. */
  readonly types: Readonly<Record<string, JobType>>;
  /** Moments at which shares and lengths of the types change. */
  readonly shifts?: readonly Shift[];
  /** Keys of heavy requests: `count` different ones, the r-th most frequent with weight r^(−zipfExponent). */
  readonly keys?: { readonly count: number; readonly zipfExponent: number };
  readonly load: Load;
  /** Deadline: every request is answered by then, with its result or with 504. */
  readonly timeoutMs: number;
  /** Factor on every time if the user sets no `--time-scale`. 1 if absent. */
  readonly defaultTimeScale?: number;
  /** Most jobs that may wait in the primary; further ones are answered 503. */
  readonly queueLimit: number;
  /** Objective for searches and limits. */
  readonly objective?: Objective;
  /** Faults while the load is measured, live and simulated. */
  readonly faults?: readonly Fault[];
  /** Conditions for the simulator only. */
  readonly simulation?: SimulationKnobs;
}

/** A repeated fault. The seed decides which worker it hits. Times in ms before `--time-scale`. */
export type Fault = WorkerLoss | Slowdown;

export interface WorkerLoss {
  readonly hits: 'job worker' | 'HTTP worker';
  /** A killed worker ends at once; a stopped one is silent until the primary notices. */
  readonly does: 'kill' | 'stop';
  readonly everyMs: number;
}

/** For some time, the timed jobs that start on a job worker take longer. */
export interface Slowdown {
  readonly hits: 'job worker';
  readonly does: 'slow';
  readonly everyMs: number;
  /** Factor on its own speed. */
  readonly speed: number;
  readonly forMs: number;
}

export interface ClusterShape {
  readonly httpWorkers: number;
  readonly jobWorkers: number;
  /** Relative speed of each job worker for timed jobs, in order; 1 if absent. */
  readonly speeds?: readonly number[];
}

/** Valid from `atMs` after the start of the load. */
export interface Shift {
  readonly atMs: number;
  readonly types: Readonly<Record<string, JobType>>;
}

/** Must hold for every type: this quantile of slowdown (response ÷ service) or response time is at most so much. */
export interface Objective {
  readonly of: 'slowdown' | 'responseMs';
  readonly quantile: number;
  readonly atMost: number;
}

/** All off by default. Times in ms before `--time-scale`. */
export interface SimulationKnobs {
  /** Delay of each of the four messages of a request. */
  readonly messageMs?: number;
  /** What HTTP and the way to the client add to each answer; no worker waits for it. */
  readonly aroundMs?: number;
  /** How much later than the client a primary hears that a job is done. */
  readonly newsDelayMs?: number;
  /** Number of primaries. Each counts its own assignments; every arrival goes to a random one. */
  readonly primaries?: number;
  /** Interval at which each primary reads the counts of the others; never if absent. */
  readonly readCountsEveryMs?: number;
  /** Job workers on each machine, in order; the first is the primary's own. All there if absent. */
  readonly machines?: readonly number[];
  /** What each message to or from a worker on another machine takes beyond `messageMs`. */
  readonly farMs?: number;
  readonly disturbances?: readonly Disturbance[];
}

/** From a moment on a job worker (from 0) has another speed; 0 kills it, a later speed revives it. */
export interface Disturbance {
  readonly atMs: number;
  readonly worker: number;
  readonly speed: number;
}

/** What a heavy request asks for. Shares are relative weights; the rows of a trace have types of their own. */
export type JobType = TimedJobType | OwnJobType;

/** A timed job: `sleep` blocks without using CPU, `spin` uses CPU. */
export interface TimedJobType {
  readonly runs: 'sleep' | 'spin';
  readonly service: ServiceTime;
  readonly share: number;
}

/**
 * A job of a file; takes what it takes on this machine. Its parameters are those of `params`, one of `samples`, a line of
 * `file`, or else what the job's own `sample(draw)` makes, drawn from the seed by request.
 */
export interface OwnJobType {
  readonly runs: 'job';
  /** The name of a file of the folder `jobs/`, or a path from the scenario's file. */
  readonly job: string;
  readonly share: number;
  readonly params?: unknown;
  readonly samples?: readonly unknown[];
  /** Beside the scenario, a line of JSON for each. */
  readonly file?: string;
}

/** How requests arrive. Open and closed loads answer different questions and never share a table. */
export type Load = OpenLoad | BurstLoad | TraceLoad | ClosedLoad;

/** Requests arrive on a schedule drawn from the seed, independent of the server. */
export interface OpenLoad {
  readonly model: 'open';
  /** Of heavy requests; light ones are Poisson. */
  readonly arrivals: Arrivals;
  readonly heavy: HeavyRate;
  readonly lightPerSecond: number;
  /** Connections open to each HTTP worker. */
  readonly connectionsPerHttpWorker: number;
  /** Kept alive if absent. */
  readonly connectionUse?: ConnectionUse;
  readonly warmupMs: number;
  readonly durationMs: number;
}

/** Of heavy requests: fixed, or a share of what the job workers can serve. */
export type HeavyRate = { readonly perSecond: number } | { readonly utilisation: number };

/**
 * `cluster` distributes connections, not requests: it chooses an HTTP worker for each request only with new connections.
 * Each is opened before its request is due, as soon as the previous request is answered.
 */
export type ConnectionUse = 'kept alive' | 'new for each request';

/** The article's client: a burst of simultaneous requests at every interval, independent of the server. */
export interface BurstLoad {
  readonly model: 'bursts';
  readonly everyMs: number;
  readonly lightPerBurst: number;
  readonly heavyPerBurst: number;
  readonly connectionsPerHttpWorker: number;
  readonly warmupMs: number;
  readonly durationMs: number;
}

/** Recorded heavy requests: a CSV file in the folder of the scenario, with a line for each. */
export interface TraceLoad {
  readonly model: 'trace';
  /** CSV with the header `arrivalMs,type,serviceMs`. Clock times (ms since 1970) count from the first row. */
  readonly file: string;
  readonly connectionsPerHttpWorker: number;
  readonly warmupMs: number;
  /** Later arrivals are ignored. */
  readonly durationMs: number;
}

/** Each connection sends its next request after the answer to the last. Shows capacity. */
export interface ClosedLoad {
  readonly model: 'closed';
  /** One measurement for each number of connections; one HTTP worker may get them all. */
  readonly connections: readonly number[];
  /** Share of light requests, 0 to 1. */
  readonly lightShare: number;
  readonly warmupMs: number;
  /** For each number of connections. */
  readonly durationMs: number;
}

/** Gives a scenario file its types; checks nothing at run time. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
