import type { PeakScenario } from '../bench/advice/peak-traffic.ts';
import { describeEnvironment } from '../bench/environment.ts';
import { newRunId } from '../bench/run-id.ts';
import { keptSettings } from '../load/plan/recorded.ts';
import type { AdviceFindings, AdviceRun } from '../results/advice-schema.ts';
import { SCHEMA_VERSION } from '../results/schema.ts';
import { createRunFolder, saveRun } from '../results/store.ts';
import { commandLine } from './command-line.ts';
import { RESULTS_FOLDER } from './run-path.ts';

type Header = Omit<AdviceRun, keyof AdviceFindings | 'scenario'>;

/** Of a run that begins now, on the scenario of that name. */
export async function adviceHeader(name: string): Promise<Header> {
  const startedAt = new Date().toISOString();
  return {
    schemaVersion: SCHEMA_VERSION,
    runId: newRunId(startedAt, `${name}-advice`),
    engine: 'advice',
    complete: true,
    passed: true,
    warnings: [],
    startedAt,
    command: commandLine(),
    seed: 0,
    environment: await describeEnvironment(),
  };
}

/** Keeps what was found as a run of results/. Returns its folder. */
export async function keepAdvice(
  header: Header,
  name: string,
  peak: PeakScenario,
  found: AdviceFindings,
): Promise<string> {
  const folder = await createRunFolder(RESULTS_FOLDER, header.runId);
  const settings = JSON.parse(JSON.stringify(keptSettings(peak)));
  await saveRun(folder, { ...header, scenario: { name, timeScale: 1, settings }, ...found });
  return folder;
}
