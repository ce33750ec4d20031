import type { Load, Scenario } from '../contract/scenario.ts';

/** What a scenario says in one place and cannot be so for another: where, and what would be right. */
export interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Names of the types that run real reports, which take what they take. */
export function reportsAmong(types: Scenario['types']): string[] {
  return Object.entries(types).flatMap(([name, type]) => ('service' in type ? [] : [name]));
}

/** In ms from the start of the load. */
export function endOf({ warmupMs, durationMs }: Load): number {
  return warmupMs + durationMs;
}
