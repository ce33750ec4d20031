import { describeEnvironment } from '../bench/environment.ts';
import { CAPACITY_MS, measureCapacity } from '../bench/live/capacity.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import { ClusterFailure } from '../cluster/cluster-process.ts';
import { needsCapacity, withCapacity } from '../load/plan/measured-capacity.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import { capacityKey, keepCapacity, keptCapacity } from '../results/capacities.ts';
import { fingerprint } from '../results/machine.ts';
import { Interrupted } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { ShareProgress } from './progress.ts';

const LOOK_EVERY_MS = 200;

/**
 * The scenario with its load as a rate on this machine. If the job lengths are not known, it measures the capacity of the
 * job workers once and keeps it in the results folder.
 */
export async function atMeasuredRate(
  scenario: PacedScenario,
  seed: number,
  resultsFolder: string,
): Promise<MeasuredScenario> {
  if (!needsCapacity(scenario)) return withCapacity(scenario, undefined);
  const key = capacityKey(fingerprint(await describeEnvironment()), scenario);
  const known = await keptCapacity(resultsFolder, key);
  if (known !== undefined) return withCapacity(scenario, known);
  const perSecond = await measured(scenario, seed);
  await keepCapacity(resultsFolder, key, perSecond);
  return withCapacity(scenario, perSecond);
}

async function measured(scenario: PacedScenario, seed: number): Promise<number> {
  const [arm] = await parseArms(['pull-fifo'], undefined);
  const progress = new ShareProgress();
  const startMs = performance.now();
  const looking = setInterval(() => {
    progress.show(
      'measuring the capacity of the job workers',
      Math.min(1, (performance.now() - startMs) / CAPACITY_MS),
    );
  }, LOOK_EVERY_MS);
  const interrupted = interruption();
  let perSecond: number | undefined;
  try {
    if (arm?.kind === 'strategy') perSecond = await measureCapacity(arm, scenario, seed, interrupted.signal);
  } finally {
    clearInterval(looking);
    progress.end();
    interrupted.forget();
  }
  // The cluster has stopped and there are no results to save.
  if (interrupted.code !== undefined) throw new Interrupted(interrupted.code);
  if (perSecond !== undefined) return perSecond;
  throw new ClusterFailure('cluster', 'the job workers answered nothing while their capacity was measured');
}
