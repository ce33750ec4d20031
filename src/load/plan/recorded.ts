import type { Scenario, TraceLoad, TraceRow } from '../../contract/scenario.ts';
import { isBefore } from './rounding.ts';

/** The scenario without the requests of its trace, of which there may be a million: to be kept, and sent to processes. */
export function withoutRows(scenario: Scenario): Scenario {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const { rows: _, ...rest } = load;
  return { ...scenario, load: rest };
}

/** As a scenario file says it, without what is filled in when its trace is read. */
export function asWritten(scenario: Scenario): Scenario {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const { rows: _, recording: __, ...rest } = load;
  return { ...scenario, load: rest };
}

/** How many of each type a trace asks for in the time that is measured. */
export function recordedCounts({ types, load }: Scenario): Map<string, number> {
  const counts = new Map(Object.keys(types).map((name) => [name, 0]));
  if (load.model !== 'trace') return counts;
  for (const { type } of measuredRows(load)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** All that a trace asks for in the time that is measured. */
export function recordedTotals(load: TraceLoad): { readonly requests: number; readonly workMs: number } {
  const rows = measuredRows(load);
  return { requests: rows.length, workMs: rows.reduce((sum, { serviceMs }) => sum + serviceMs, 0) };
}

function measuredRows({ rows = [], warmupMs, durationMs }: TraceLoad): TraceRow[] {
  return rows.filter(
    ({ arrivalMs }) => !isBefore(arrivalMs, warmupMs) && isBefore(arrivalMs, warmupMs + durationMs),
  );
}
