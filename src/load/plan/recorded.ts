import type { Scenario } from '../../contract/scenario.ts';
import { isBefore } from './rounding.ts';
import type { PacedScenario, Payloads, ReadScenario, RecordedLoad, TraceRow } from './scenario-states.ts';

/** As a scenario file says it, at that pace. */
export function asWritten({
  timeScale: _,
  jobs: _jobs,
  payloads: _payloads,
  ...scenario
}: PacedScenario): Scenario {
  const { load } = scenario;
  if (load.model !== 'trace') return { ...scenario, load };
  const { rows: _rows, recording: _recording, ...rest } = load;
  return { ...scenario, load: rest };
}

/** What is kept of the scenario of a run, as JSON: not the requests of its trace or the lines of its files, of which there may be a million. */
export function keptSettings({
  timeScale: _,
  jobs: _jobs,
  payloads,
  ...scenario
}: PacedScenario): Record<string, unknown> {
  const { load } = scenario;
  const kept = { ...scenario, ...(payloads && { payloads: digestsOf(payloads) }) };
  if (load.model !== 'trace') return kept;
  const { rows: _rows, ...rest } = load;
  return { ...kept, load: rest };
}

function digestsOf(payloads: Readonly<Record<string, Payloads>>): Record<string, string> {
  return Object.fromEntries(Object.entries(payloads).map(([file, { digest }]) => [file, digest]));
}

/** Requests of each type of a trace in the measured time. */
export function recordedCounts({ types, load }: ReadScenario): Map<string, number> {
  const counts = new Map(Object.keys(types).map((name) => [name, 0]));
  if (load.model !== 'trace') return counts;
  for (const { type } of measuredRows(load)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** All requests of a trace in the measured time. */
export function recordedTotals(load: RecordedLoad): { readonly requests: number; readonly workMs: number } {
  const rows = measuredRows(load);
  return { requests: rows.length, workMs: rows.reduce((sum, { serviceMs }) => sum + serviceMs, 0) };
}

function measuredRows({ rows, warmupMs, durationMs }: RecordedLoad): TraceRow[] {
  return rows.filter(
    ({ arrivalMs }) => !isBefore(arrivalMs, warmupMs) && isBefore(arrivalMs, warmupMs + durationMs),
  );
}
