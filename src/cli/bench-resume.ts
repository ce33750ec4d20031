import { codeDigest } from '../bench/live/code-digest.ts';
import { modulesOf, type PlannedRun } from '../bench/live/new-run.ts';
import { type Arm, armAgain } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { UsageError } from '../core/usage-error.ts';
import { withCapacity } from '../load/plan/measured-capacity.ts';
import { keptSettings } from '../load/plan/recorded.ts';
import { capacityOf } from '../results/kept-settings.ts';
import type { Manifest } from '../results/manifest.ts';
import { readManifest } from '../results/store.ts';
import { resumedAppRun } from './bench-app.ts';
import { pacedScenario } from './paced-scenario.ts';

/** Plans the rest of an interrupted run. Refuses if it would not be the same experiment any more. */
export async function planResumedRun(folder: string): Promise<PlannedRun> {
  const manifest = await readManifest(folder);
  const arms = await armsOf(manifest);
  if (manifest.app !== undefined) return resumedAppRun(manifest, manifest.app, arms);
  const text = manifest.scenarioFile ?? manifest.scenarioName;
  const { plugIn, scenario: paced } = await pacedScenario(text, manifest.timeScale);
  endInspection();
  const scenario = withCapacity(paced, capacityOf(manifest.settings));
  const mistakes: string[] = [];
  if (JSON.stringify(keptSettings(scenario)) !== JSON.stringify(manifest.settings))
    mistakes.push(
      `${plugIn.place}${scenario.load.model === 'trace' ? ', or its trace,' : ''} has changed since the run began; start a new run`,
    );
  else if ((await codeDigest(modulesOf(plugIn.module, arms, scenario))) !== manifest.codeDigest)
    mistakes.push('the code, a strategy or the scenario has changed since the run began; start a new run');
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { manifest, scenario, arms };
}

/** The arms that the manifest names, in their present state. */
async function armsOf(manifest: Manifest): Promise<Arm[]> {
  const arms: Arm[] = [];
  for (const kept of manifest.arms) arms.push(kept.kind === 'strategy' ? await armAgain(kept) : kept);
  return arms;
}
