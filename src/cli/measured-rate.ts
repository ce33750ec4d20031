import { describeEnvironment } from '../bench/environment.ts';
import { CAPACITY_MS, measureCapacity } from '../bench/live/capacity.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { StrategyArm } from '../catalogue/arms.ts';
import { needsCapacity, withCapacity } from '../load/plan/measured-capacity.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import { capacityKey, keepCapacity, keptCapacity } from '../results/capacities.ts';
import { fingerprint } from '../results/machine.ts';
import { whileMeasuring } from './while-measuring.ts';

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
  const arm = await pullArm();
  const perSecond = await whileMeasuring('what can the job workers serve?', CAPACITY_MS, (signal) =>
    measureCapacity(arm, scenario, seed, signal),
  );
  await keepCapacity(resultsFolder, key, perSecond);
  return withCapacity(scenario, perSecond);
}

/** A central queue keeps all job workers busy, and takes each job when it can be run. */
export async function pullArm(): Promise<StrategyArm> {
  const [arm] = await parseArms(['pull-fifo'], undefined);
  if (arm?.kind !== 'strategy') throw new Error('pull-fifo is no strategy');
  return arm;
}
