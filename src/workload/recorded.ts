import type { Scenario } from '../contract/scenario.ts';

/** The scenario without the requests of its trace, of which there may be a million: to be kept, and sent to processes. */
export function withoutRows(scenario: Scenario): Scenario {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const { rows: _, ...rest } = load;
  return { ...scenario, load: rest };
}

/** How many of each type a trace asks for in the time that is measured. */
export function recordedCounts({ types, load }: Scenario): Map<string, number> {
  const counts = new Map(Object.keys(types).map((name) => [name, 0]));
  if (load.model !== 'trace') return counts;
  const endMs = load.warmupMs + load.durationMs;
  for (const { arrivalMs, type } of load.rows ?? []) {
    if (arrivalMs >= load.warmupMs && arrivalMs < endMs) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}
