import { type Arm, computesInHttpWorkers } from '../catalogue/arms.ts';
import type { JobOptions } from '../contract/define-job.ts';
import type { ClusterShape, JobType } from '../contract/scenario.ts';
import type { JobFile } from '../jobs/loaded-job.ts';
import type { TimedWork } from '../jobs/work.ts';
import { faultPlan, type PlannedFault } from '../load/plan/fault-plan.ts';
import { workerSpeeds } from '../load/plan/heavy-stream.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import { meanMs } from '../load/plan/service-time.ts';
import type { RemoteSettings } from './alternatives/remote.ts';
import type { AccessLogSettings } from './http-worker/access-log.ts';
import { heapOf } from './job-needs.ts';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info';

/** What a primary needs to know of a scenario and an arm, as JSON. Nothing of the load: who drives it knows that. */
export interface ClusterSettings {
  readonly arm: Arm;
  readonly cluster: ClusterShape;
  /** What a request of each type asks for if it says no more. */
  readonly types: Readonly<Record<string, Usual>>;
  readonly jobs: readonly ClusterJob[];
  readonly lightMs: number;
  readonly timeoutMs: number;
  readonly queueLimit: number;
  readonly faults: readonly PlannedFault[];
  /** For the strategy's own stream. */
  readonly seed: number;
  /** 0 for any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Its primary counts what an operator wants to know. A measured cluster does without. */
  readonly observed: boolean;
  /** Of the HTTP workers; none if absent. */
  readonly accessLog?: AccessLogSettings;
}

/** What a request of a type asks for if it says no more. */
export type Usual = TimedWork | UsualJob;

/** Always the same parameters, or those of `samples`, or, if that is empty, those that the job draws. JSON texts. */
export interface UsualJob {
  readonly runs: 'job';
  readonly job: string;
  readonly params: string | undefined;
  readonly samples: readonly string[];
  /** The job's own limit, where that is shorter than the scenario's. */
  readonly timeoutMs: number;
}

/** What the processes of a cluster need to know of a job. */
export interface ClusterJob extends JobFile {
  /** Of its code: every machine must have the same. */
  readonly digest: string;
  readonly options: JobOptions;
  /** HTTP workers need it too: it checks or draws parameters. */
  readonly checksOrDraws: boolean;
  readonly setup: boolean;
  readonly teardown: boolean;
}

/** What a worker needs to know. */
export interface WorkerSettings
  extends Pick<
    ClusterSettings,
    'types' | 'jobs' | 'lightMs' | 'timeoutMs' | 'seed' | 'port' | 'logLevel' | 'accessLog'
  > {
  /** HTTP workers run the jobs themselves. */
  readonly inline: boolean;
  readonly speed: number;
  /** The pool or queue of a row that is no strategy. */
  readonly remote?: RemoteSettings | undefined;
}

/** What a worker of an app needs to know. */
export interface AppWorkerSettings {
  readonly jobs: readonly ClusterJob[];
  readonly timeoutMs: number;
  /** HTTP workers run the jobs themselves. */
  readonly inline: boolean;
  /** A bench measures the app: what is answered is counted. */
  readonly counts: boolean;
  /** The primary handles SIGINT and SIGTERM, which a terminal sends to every process: workers wait for its word. */
  readonly signals: boolean;
}

export type Role = 'http' | 'job';

/** A worker to fork. Speed stretches timed jobs; it has no meaning for HTTP workers that do not compute. */
export interface Seat {
  readonly role: Role;
  /** Among those of its role, from 0. */
  readonly index: number;
  readonly speed: number;
  /** Of the heap of a worker that runs jobs; undefined for Node's own limit. */
  readonly maxOldSpaceMb: number | undefined;
}

/** Of a measured cluster. */
export function clusterSettings(
  scenario: PacedScenario,
  arm: Arm,
  seed: number,
  port: number,
  logLevel: LogLevel,
): ClusterSettings {
  const { cluster, lightMs, timeoutMs, queueLimit } = scenario;
  const types = Object.fromEntries(
    Object.entries(scenario.types).map(([name, type]) => [name, usual(type, scenario)]),
  );
  const jobs = Object.values(scenario.jobs ?? {}).map(({ name, module, digest, description }) => {
    const { options, check, sample, setup, teardown } = description;
    return { name, module, digest, options, checksOrDraws: check || sample, setup, teardown };
  });
  const faults = faultPlan(scenario, seed);
  const observed = false;
  return {
    arm,
    cluster,
    types,
    jobs,
    lightMs,
    timeoutMs,
    queueLimit,
    faults,
    seed,
    port,
    logLevel,
    observed,
  };
}

function usual(type: JobType, { jobs = {}, payloads = {}, timeoutMs }: PacedScenario): Usual {
  if (type.runs !== 'job') return { runs: type.runs, sizeMs: meanMs(type.service) };
  const { params, file, samples = [] } = type;
  return {
    runs: 'job',
    job: jobs[type.job]?.name ?? type.job,
    timeoutMs: Math.min(timeoutMs, jobs[type.job]?.description.options.timeoutMs ?? timeoutMs),
    params: params === undefined ? undefined : JSON.stringify(params),
    samples: file === undefined ? samples.map((one) => JSON.stringify(one)) : (payloads[file]?.texts ?? []),
  };
}

/** `port`: the one that is free, where any was asked for. */
export function workerSettings(
  settings: ClusterSettings,
  port: number,
  { speed }: Seat,
  remote?: RemoteSettings,
): WorkerSettings {
  const { types, jobs, lightMs, timeoutMs, seed, logLevel, arm, accessLog } = settings;
  const inline = computesInHttpWorkers(arm);
  return {
    ...{ types, jobs, lightMs, timeoutMs, seed, port, logLevel, inline, speed },
    ...(accessLog && { accessLog }),
    ...(remote && { remote }),
  };
}

/**
 * Every worker of the cluster. Inline computes in the HTTP workers, so they get the job workers' processes too. Pools start
 * their own workers.
 */
export function seats(settings: ClusterSettings): Seat[] {
  const inline = computesInHttpWorkers(settings.arm);
  const hasJobWorkers = !inline && settings.arm.kind !== 'pool';
  const speeds = workerSpeeds(settings);
  const http: readonly number[] = new Array(settings.cluster.httpWorkers).fill(1);
  const maxOldSpaceMb = heapOf(settings.jobs);
  const seat = (role: Role, computes: boolean) => (speed: number, index: number) => {
    return { role, index, speed, maxOldSpaceMb: computes ? maxOldSpaceMb : undefined };
  };
  return [
    ...(inline ? [...http, ...speeds] : http).map(seat('http', inline)),
    ...(hasJobWorkers ? speeds : []).map(seat('job', true)),
  ];
}
