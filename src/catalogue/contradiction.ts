import type { Load, Scenario } from '../contract/scenario.ts';

/** A field of a scenario that contradicts another: where, and what would be right. */
export interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Names of the types that run jobs of files. Their length is not known in advance. */
export function ownJobsAmong(types: Scenario['types']): string[] {
  return Object.entries(types).flatMap(([name, type]) => ('service' in type ? [] : [name]));
}

/** In ms from the start of the load. */
export function endOf({ warmupMs, durationMs }: Load): number {
  return warmupMs + durationMs;
}
