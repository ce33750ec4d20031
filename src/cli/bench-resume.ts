import { codeDigest } from '../bench/code-digest.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { capacityOf } from '../results/capacities.ts';
import { readManifest } from '../results/store.ts';
import { withCapacity } from '../workload/measured-capacity.ts';
import { scaleTime } from '../workload/time-scale.ts';
import { continueRun, type LiveRun } from './bench-live.ts';

/** `bench --resume`: the same order, the same seeds; refused if it would not be the same experiment any more. */
export async function resumeRun(folder: string): Promise<LiveRun> {
  const manifest = await readManifest(folder);
  const file = scaleTime(await loadScenario(manifest.scenarioName), manifest.timeScale);
  const capacity = capacityOf(manifest.settings);
  const scenario = capacity === undefined ? file : withCapacity(file, capacity);
  const mistakes: string[] = [];
  if (JSON.stringify(scenario) !== JSON.stringify(manifest.settings))
    mistakes.push(
      `scenarios/${manifest.scenarioName}.ts is not what it was when the run began; begin a new one`,
    );
  else if ((await codeDigest()) !== manifest.codeDigest)
    mistakes.push(
      'the code is not what it was when the run began (strategies and scenarios included); begin a new one',
    );
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return continueRun({ manifest, scenario }, folder);
}
