import type { StrategyArm } from '../catalogue/arms.ts';
import { schedulingOf } from '../catalogue/scheduling-of.ts';
import { loadStrategy } from '../catalogue/strategies.ts';
import type { Scenario } from '../contract/scenario.ts';
import { type Reference, simulateReference, simulateScenario } from '../simulation/simulate-scenario.ts';
import type { SimulationSummary } from '../simulation/summary.ts';

/** One simulation: a strategy, or one of the bounds it is held against. */
export interface SimulationTask {
  readonly scenario: Scenario;
  readonly what: StrategyArm | Reference;
  readonly seed: number;
  /** Heavy requests to measure, where the scenario's length is free. */
  readonly jobs: number;
}

export async function runSimulationTask({
  scenario,
  what,
  seed,
  jobs,
}: SimulationTask): Promise<SimulationSummary> {
  if (typeof what === 'string') return simulateReference(scenario, what, seed, jobs);
  const scheduling = schedulingOf(what, await loadStrategy(what.name));
  return simulateScenario(scenario, { ...scheduling, queueLimit: scenario.queueLimit }, seed, jobs);
}
