import { runSimulationTask } from '../../src/bench/simulated/task.ts';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import type { ClassSummary } from '../../src/measuring/summary/class-summary.ts';
import { strategies } from '../bench/simulated-scenarios.ts';

/** What a strategy, written as behind `--strategy`, makes of the scenario: all heavy requests, then by type. */
export async function simulated(
  scenario: ReadScenario,
  arm: string,
  jobs: number,
  seed: number,
): Promise<readonly ClassSummary[]> {
  const [what] = await strategies(arm);
  return (await runSimulationTask({ scenario, what: what!, seed, jobs })).classes;
}

/** The same without a window: jobs are sent the moment they are assigned. */
export async function meanWithoutWindow(scenario: ReadScenario, arm: string, jobs: number, seed: number) {
  const [what] = await strategies(arm);
  const task = { scenario, what: { ...what!, window: null }, seed, jobs };
  return (await runSimulationTask(task)).classes[0]!.responseMs.mean!;
}

/** A scenario of the folder at another load. */
export async function scenarioAt(name: string, utilisation: number): Promise<ReadScenario> {
  const scenario = await loadScenario(name);
  const { load } = scenario;
  if (load.model !== 'open') throw new Error(`${name} has no load that can be set`);
  return { ...scenario, load: { ...load, heavy: { utilisation } } };
}
