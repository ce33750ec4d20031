import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../core/usage-error.ts';
import type { ReadScenario } from '../load/plan/scenario-states.ts';
import { endOf } from './contradiction.ts';
import { inspect } from './inspection.ts';
import { mistakesOf } from './mistakes-of-file.ts';
import { findPlugIn, type PlugIn } from './plug-in.ts';
import { jobsOf } from './scenario-jobs.ts';
import { readTrace } from './trace-file.ts';

export interface KnownScenario<State extends ReadScenario = ReadScenario> {
  /** Its name in tables. */
  readonly name: string;
  readonly plugIn: PlugIn;
  readonly scenario: State;
}

/** Loads a scenario by the name or path of its file and checks it. All mistakes of the file are reported at once. */
export async function knownScenario(text: string): Promise<KnownScenario> {
  const plugIn = await findPlugIn('scenarios', text);
  const inspection = await inspect(plugIn);
  if (!('scenario' in inspection) || plugIn.mistakes.length > 0)
    throw new UsageError(await mistakesOf(plugIn, inspection));
  const scenario = await withTrace(inspection.scenario, plugIn);
  const jobs = await jobsOf(inspection.scenario, plugIn);
  return { name: plugIn.label, plugIn, scenario: { ...scenario, ...jobs } };
}

export async function loadScenario(text: string): Promise<ReadScenario> {
  return (await knownScenario(text)).scenario;
}

/** A trace with the rows of its file; any other load unchanged. */
export async function withTrace(
  scenario: Scenario,
  { source, place }: Pick<PlugIn, 'source' | 'place'>,
): Promise<ReadScenario> {
  const { load, types } = scenario;
  if (load.model !== 'trace') return { ...scenario, load };
  const trace = join(dirname(place), load.file);
  const url = new URL(load.file, pathToFileURL(source));
  const { rows, recording } = await readTrace(url, trace, Object.keys(types));
  const endMs = endOf(load);
  if (!rows.some(({ arrivalMs }) => arrivalMs >= load.warmupMs && arrivalMs < endMs)) {
    const [first, last] = [rows[0], rows.at(-1)].map((row) => row?.arrivalMs);
    throw new UsageError([
      `${trace}: its requests arrive from ${first} to ${last} ms, none in the measured time, ${load.warmupMs} to ${endMs} ms: change warmupMs and durationMs`,
    ]);
  }
  return { ...scenario, load: { ...load, rows, recording } };
}
