import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';
import { workerSpeeds } from '../workload/heavy-stream.ts';

/** Everything a cluster needs to know, as JSON: handed to the primary, and by it to every worker. */
export interface ClusterSettings {
  /** Already at its pace: times are real. */
  readonly scenario: Scenario;
  readonly arm: Arm;
  /** For the strategy's own stream. */
  readonly seed: number;
  /** 0 for any free port. */
  readonly port: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info';
}

export type Role = 'http' | 'job';

/** A worker to fork. Speed stretches timed jobs; it has no meaning for HTTP workers that do not compute. */
export interface Post {
  readonly role: Role;
  /** Among those of its role, from 0. */
  readonly place: number;
  readonly speed: number;
}

/** Every worker of the cluster. Inline computes in the HTTP workers, so they get the job workers' processes too. */
export function posts({ scenario, arm }: ClusterSettings): Post[] {
  const inline = arm.kind === 'inline';
  const speeds = workerSpeeds(scenario);
  const http: readonly number[] = new Array(scenario.cluster.httpWorkers).fill(1);
  return [
    ...(inline ? [...http, ...speeds] : http).map((speed, place): Post => ({ role: 'http', place, speed })),
    ...(inline ? [] : speeds).map((speed, place): Post => ({ role: 'job', place, speed })),
  ];
}
