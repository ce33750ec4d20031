import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';

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

/** How many of each role. Inline computes in the HTTP workers, so they get the job workers' processes too. */
export function roles({ scenario, arm }: ClusterSettings): Role[] {
  const { httpWorkers, jobWorkers } = scenario.cluster;
  const http: Role[] = new Array(arm.kind === 'inline' ? httpWorkers + jobWorkers : httpWorkers).fill('http');
  const job: Role[] = new Array(arm.kind === 'inline' ? 0 : jobWorkers).fill('job');
  return [...http, ...job];
}
