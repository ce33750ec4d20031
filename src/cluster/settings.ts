import type { Arm } from '../catalogue/arms.ts';
import type { ClusterShape, JobType } from '../contract/scenario.ts';
import type { Work } from '../jobs/work.ts';
import { faultPlan, type PlannedFault } from '../load/plan/fault-plan.ts';
import { workerSpeeds } from '../load/plan/heavy-stream.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import { meanMs } from '../load/plan/service-time.ts';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info';

/** What a primary needs to know of a scenario and an arm, as JSON. Nothing of the load: who drives it knows that. */
export interface ClusterSettings {
  readonly arm: Arm;
  readonly cluster: ClusterShape;
  /** What a request of each type asks for if it says no more. */
  readonly types: Readonly<Record<string, Work>>;
  readonly lightMs: number;
  readonly timeoutMs: number;
  readonly queueLimit: number;
  readonly faults: readonly PlannedFault[];
  /** For the strategy's own stream. */
  readonly seed: number;
  /** 0 for any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
}

/** What a worker needs to know. */
export interface WorkerSettings
  extends Pick<ClusterSettings, 'types' | 'lightMs' | 'timeoutMs' | 'port' | 'logLevel'> {
  /** HTTP workers run the jobs themselves. */
  readonly inline: boolean;
  readonly speed: number;
}

export type Role = 'http' | 'job';

/** A worker to fork. Speed stretches timed jobs; it has no meaning for HTTP workers that do not compute. */
export interface Seat {
  readonly role: Role;
  /** Among those of its role, from 0. */
  readonly index: number;
  readonly speed: number;
}

export function clusterSettings(
  scenario: PacedScenario,
  arm: Arm,
  seed: number,
  port: number,
  logLevel: LogLevel,
): ClusterSettings {
  const { cluster, lightMs, timeoutMs, queueLimit } = scenario;
  const types = Object.fromEntries(Object.entries(scenario.types).map(([name, type]) => [name, usual(type)]));
  const faults = faultPlan(scenario, seed);
  return { arm, cluster, types, lightMs, timeoutMs, queueLimit, faults, seed, port, logLevel };
}

function usual(type: JobType): Work {
  return 'service' in type
    ? { runs: type.runs, sizeMs: meanMs(type.service) }
    : { runs: type.runs, parameters: type.parameters };
}

/** `port`: the one that is free, where any was asked for. */
export function workerSettings(settings: ClusterSettings, port: number, { speed }: Seat): WorkerSettings {
  const { types, lightMs, timeoutMs, logLevel, arm } = settings;
  return { types, lightMs, timeoutMs, port, logLevel, inline: arm.kind === 'inline', speed };
}

/** Every worker of the cluster. Inline computes in the HTTP workers, so they get the job workers' processes too. */
export function seats(settings: ClusterSettings): Seat[] {
  const inline = settings.arm.kind === 'inline';
  const speeds = workerSpeeds(settings);
  const http: readonly number[] = new Array(settings.cluster.httpWorkers).fill(1);
  return [
    ...(inline ? [...http, ...speeds] : http).map((speed, index): Seat => ({ role: 'http', index, speed })),
    ...(inline ? [] : speeds).map((speed, index): Seat => ({ role: 'job', index, speed })),
  ];
}
