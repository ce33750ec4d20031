import type { AlternativeArm } from '../../catalogue/arms.ts';
import type { ClusterShape } from '../../contract/scenario.ts';

export function isInPrimary({ kind, parameters }: AlternativeArm): boolean {
  return kind === 'pool' && parameters.place === 'primary';
}

/** Of the pool in that HTTP worker: its share of the scenario's job workers, one at least. */
export function poolWorkers({ httpWorkers, jobWorkers }: ClusterShape, index: number): number {
  const more = index < jobWorkers % httpWorkers ? 1 : 0;
  return Math.max(1, Math.floor(jobWorkers / httpWorkers) + more);
}
