import type { Scenario } from '../contract/scenario.ts';
import { load, mistakeIn } from './folder.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { readTrace, TRACE_FOLDER } from './trace-file.ts';
import { UsageError } from './usage-error.ts';

/** The scenario of that name, checked in full: every mistake of the file is reported at once. */
export async function loadScenario(name: string): Promise<Scenario> {
  const found = await load('scenarios', name);
  const checked = scenarioSchema.safeParse(found);
  if (!checked.success) {
    const { issues } = checked.error;
    throw new UsageError(
      await Promise.all(issues.map((issue) => mistakeIn('scenarios', name, issue.path, issue.message))),
    );
  }
  const scenario = found as Scenario;
  const { load: requests } = scenario;
  if (requests.model !== 'trace') return scenario;
  const rows = await readTrace(TRACE_FOLDER, requests.file, Object.keys(scenario.types));
  return { ...scenario, load: { ...requests, rows } };
}
