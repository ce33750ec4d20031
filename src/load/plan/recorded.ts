import type { Scenario } from '../../contract/scenario.ts';
import { isBefore } from './rounding.ts';
import type { PacedScenario, ReadScenario, RecordedLoad, TraceRow } from './scenario-states.ts';

/** As a scenario file says it, at that pace. */
export function asWritten({ timeScale: _, ...scenario }: PacedScenario): Scenario {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const { rows: _rows, recording: _recording, ...rest } = load;
  return { ...scenario, load: rest };
}

/** What is kept of the scenario of a run, as JSON: not the requests of its trace, of which there may be a million. */
export function keptSettings({ timeScale: _, ...scenario }: PacedScenario): Record<string, unknown> {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const { rows: _rows, ...rest } = load;
  return { ...scenario, load: rest };
}

/** How many of each type a trace asks for in the time that is measured. */
export function recordedCounts({ types, load }: ReadScenario): Map<string, number> {
  const counts = new Map(Object.keys(types).map((name) => [name, 0]));
  if (load.model !== 'trace') return counts;
  for (const { type } of measuredRows(load)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** All that a trace asks for in the time that is measured. */
export function recordedTotals(load: RecordedLoad): { readonly requests: number; readonly workMs: number } {
  const rows = measuredRows(load);
  return { requests: rows.length, workMs: rows.reduce((sum, { serviceMs }) => sum + serviceMs, 0) };
}

function measuredRows({ rows, warmupMs, durationMs }: RecordedLoad): TraceRow[] {
  return rows.filter(
    ({ arrivalMs }) => !isBefore(arrivalMs, warmupMs) && isBefore(arrivalMs, warmupMs + durationMs),
  );
}
