import type { Scenario } from '../../contract/scenario.ts';
import { isBefore } from './rounding.ts';
import type {
  MeasuredScenario,
  PacedScenario,
  Payloads,
  ReadScenario,
  RecordedLoad,
  TraceRow,
} from './scenario-states.ts';

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

/**
 * The scenario as kept with a run, as JSON, without the requests of its trace or the lines of its
 * files (there may be a million). Of an app it keeps the
 * load and the size only, so that runs of two versions of an app can be compared.
 */
export function keptSettings(measured: PacedScenario | MeasuredScenario): Record<string, unknown> {
  const {
    timeScale: _,
    jobs: _jobs,
    payloads,
    app,
    ...scenario
  }: MeasuredScenario | (PacedScenario & { app?: undefined }) = measured;
  const load = withoutRows(scenario.load);
  if (app === undefined) return { ...scenario, ...(payloads && { payloads: digestsOf(payloads) }), load };
  const { cluster, ...rest } = scenario;
  const { asked, digest } = app;
  return {
    ...rest,
    ...(asked.workers !== null && { cluster }),
    load,
    requests: { digest, ok: asked.ok, keepCredentials: asked.keepCredentials },
  };
}

function digestsOf(payloads: Readonly<Record<string, Payloads>>): Record<string, string> {
  return Object.fromEntries(Object.entries(payloads).map(([file, { digest }]) => [file, digest]));
}

function withoutRows(load: PacedScenario['load'] | MeasuredScenario['load']): object {
  if (load.model !== 'trace') return load;
  const { rows: _, ...rest } = load;
  return rest;
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
