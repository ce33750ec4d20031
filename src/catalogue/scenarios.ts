import { pathToFileURL } from 'node:url';
import type { Scenario } from '../contract/scenario.ts';
import { inspect } from './inspection.ts';
import { mistakesOf } from './mistakes-of-file.ts';
import { findPlugIn, type PlugIn } from './plug-in.ts';
import { readTrace } from './trace-file.ts';
import { UsageError } from './usage-error.ts';

export interface KnownScenario {
  /** As tables call it. */
  readonly name: string;
  readonly plugIn: PlugIn;
  readonly scenario: Scenario;
}

/** A scenario by the name or the path of its file, checked in full: every mistake of the file is reported at once. */
export async function knownScenario(text: string): Promise<KnownScenario> {
  const plugIn = await findPlugIn('scenarios', text);
  const inspection = await inspect(plugIn);
  if (!('scenario' in inspection) || plugIn.mistakes.length > 0)
    throw new UsageError(await mistakesOf(plugIn, inspection));
  return { name: plugIn.label, plugIn, scenario: await withTrace(inspection.scenario, plugIn) };
}

export async function loadScenario(text: string): Promise<Scenario> {
  return (await knownScenario(text)).scenario;
}

async function withTrace(scenario: Scenario, { source }: PlugIn): Promise<Scenario> {
  const { load } = scenario;
  if (load.model !== 'trace') return scenario;
  const rows = await readTrace(pathToFileURL(source), load.file, Object.keys(scenario.types));
  return { ...scenario, load: { ...load, rows } };
}
