import type { Arrivals, ServiceTime } from './workload.ts';

/** What every scenario file exports by default. All times in ms before `--time-scale`. Limits are in docs/scenario.md. */
export interface Scenario {
  /** One sentence: the situation and what it shows. */
  readonly about: string;
  readonly cluster: ClusterShape;
  /** What `/light-request` takes: a timer, no computing. */
  readonly lightMs: number;
  /** Heavy request types by name, each with its share of the heavy requests. */
  readonly types: Readonly<Record<string, JobType>>;
  /** Moments from which the same types have other shares and lengths. */
  readonly shifts?: readonly Shift[];
  /** Heavy requests carry keys: `count` of them, the r-th most popular with weight r^(−zipfExponent). */
  readonly keys?: { readonly count: number; readonly zipfExponent: number };
  readonly load: Load;
  /** Every request is answered by then: with its result or with 504. */
  readonly timeoutMs: number;
  /** Pace when the user names none: every time is multiplied by it. 1 if absent. */
  readonly defaultTimeScale?: number;
  /** Jobs that may wait in the primary; one more is answered 503. */
  readonly queueLimit: number;
  /** What has to hold for the cluster to count as coping. */
  readonly objective?: Objective;
  /** What goes wrong while the load is measured, live and simulated. */
  readonly faults?: readonly Fault[];
  /** What the simulator imposes beyond the cluster's shape. */
  readonly simulation?: SimulationKnobs;
}

/** Comes again and again; which of the workers it hits is drawn from the seed. Times in ms before `--time-scale`. */
export type Fault = WorkerLoss | Slowdown;

export interface WorkerLoss {
  readonly hits: 'job worker' | 'HTTP worker';
  /** Killed, it is gone at once; stopped, it is silent until the primary notices. */
  readonly does: 'kill' | 'stop';
  readonly everyMs: number;
}

/** Of a job worker that runs timed jobs: for a while those that start take longer. */
export interface Slowdown {
  readonly hits: 'job worker';
  readonly does: 'slow';
  readonly everyMs: number;
  /** Times its own speed. */
  readonly speed: number;
  readonly forMs: number;
}

export interface ClusterShape {
  readonly httpWorkers: number;
  readonly jobWorkers: number;
  /** How fast each job worker runs timed jobs, in order; 1 where absent. */
  readonly speeds?: readonly number[];
}

/** From `atMs` after the start of the load. */
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
  /** What each of the four messages of a request takes. */
  readonly messageMs?: number;
  /** How much later than the client a primary hears that a job is done. */
  readonly newsDelayMs?: number;
  /** Primaries that each count their own assignments; every arrival goes to one at random. */
  readonly primaries?: number;
  /** How often each primary reads what the others count; without it none ever does. */
  readonly readCountsEveryMs?: number;
  readonly disturbances?: readonly Disturbance[];
}

/** From a moment on a job worker (from 0) has another speed; 0 kills it, a later speed brings it back. */
export interface Disturbance {
  readonly atMs: number;
  readonly worker: number;
  readonly speed: number;
}

/** What a heavy request asks for. Shares are relative weights; the rows of a trace have types of their own. */
export type JobType = TimedJobType | ReportJobType;

/** A stand-in of a given length: `sleep` blocks without burning CPU, `spin` burns it. */
export interface TimedJobType {
  readonly runs: 'sleep' | 'spin';
  readonly service: ServiceTime;
  readonly share: number;
}

/** A real CPU-bound report; takes what it takes on this machine. */
export interface ReportJobType {
  readonly runs: 'report-a' | 'report-b';
  readonly parameters: ReportParameters;
  readonly share: number;
}

/** The article's request parameters. */
export interface ReportParameters {
  /** Lines of heading on every page, 0 to 10. */
  readonly header: number;
  /** Passes over the data set, 1 to 200. */
  readonly datasize: number;
  /** Pages to render, 1 to 500. */
  readonly pageCount: number;
}

/** How requests arrive. Open and closed loads answer different questions and never share a table. */
export type Load = OpenLoad | BurstLoad | TraceLoad | ClosedLoad;

/** Requests arrive on a schedule drawn from the seed, whatever the server does. */
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
 * `cluster` hands out connections, not requests: only new ones make it choose an HTTP worker for each request. They are made
 * before the request is due, as soon as the one before is answered.
 */
export type ConnectionUse = 'kept alive' | 'new for each request';

/** The article's client: at every interval a burst, all at once, whatever the server does. */
export interface BurstLoad {
  readonly model: 'bursts';
  readonly everyMs: number;
  readonly lightPerBurst: number;
  readonly heavyPerBurst: number;
  readonly connectionsPerHttpWorker: number;
  readonly warmupMs: number;
  readonly durationMs: number;
}

/** Heavy requests as recorded: a CSV file beside the scenario, a line each. */
export interface TraceLoad {
  readonly model: 'trace';
  /** With the header `arrivalMs,type,serviceMs`. Clock times (ms since 1970) count from the first. */
  readonly file: string;
  readonly connectionsPerHttpWorker: number;
  readonly warmupMs: number;
  /** Later arrivals are left out. */
  readonly durationMs: number;
}

/** Each connection sends its next request when it has the answer to the last: finds capacity. */
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
