import type { StrategyArm } from '../../catalogue/arms.ts';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { withPlace } from '../../catalogue/place-in-stack.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { BoundedScheduling } from '../../core/scheduling/scheduling.ts';
import { StrategyFailure } from '../../core/scheduling/strategy-failure.ts';
import { atUtilisation } from '../../load/plan/at-utilisation.ts';
import type { PacedScenario, ReadScenario } from '../../load/plan/scenario-states.ts';
import { TaskFailure } from '../../processes/serve-tasks.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import type { Measures } from '../../simulation/measures.ts';
import {
  measureScenario,
  type Reference,
  simulateReference,
  simulateScenario,
} from '../../simulation/simulate-scenario.ts';
import type { SimulationSummary } from '../../simulation/summary.ts';

/** One simulation of a strategy or of a bound. */
export interface SimulationTask {
  readonly scenario: ReadScenario;
  readonly what: StrategyArm | Reference;
  readonly seed: number;
  /** Heavy requests to measure, unless the scenario fixes its duration. */
  readonly jobs: number;
}

/** A simulation of the scenario that all tasks share, at its own load or another. */
export interface SweepTask extends Omit<SimulationTask, 'scenario'> {
  /** Utilisation; null for the scenario's own load. */
  readonly load: number | null;
}

export async function runSweepTask(
  { load, ...task }: SweepTask,
  watch: StuckWatch,
  shared: PacedScenario,
): Promise<SimulationSummary> {
  const scenario = load === null ? shared : atUtilisation(shared, load);
  return runSimulationTask({ ...task, scenario }, watch);
}

export async function runSimulationTask(
  { scenario, what, seed, jobs }: SimulationTask,
  watch?: StuckWatch,
): Promise<SimulationSummary> {
  if (typeof what === 'string') {
    const run = async () => simulateReference(scenario, what, seed, jobs);
    return watch === undefined ? run() : watch.trust(run);
  }
  return underWatch(what, scenario.queueLimit, watch, (scheduling, beat) =>
    simulateScenario(scenario, scheduling, seed, jobs, beat),
  );
}

/** All measurements of a strategy before they are summarised. */
export function measureStrategy(
  scenario: ReadScenario,
  arm: StrategyArm,
  seed: number,
  jobs: number,
  watch?: StuckWatch,
): Promise<Measures> {
  return underWatch(
    arm,
    scenario.queueLimit,
    watch,
    (scheduling, beat) => measureScenario(scenario, scheduling, seed, jobs, beat).measures,
  );
}

/** Loads a strategy and runs it. An error in either is a failure of the strategy. */
export async function underWatch<Result>(
  arm: StrategyArm,
  queueLimit: number,
  watch: StuckWatch | undefined,
  simulate: (scheduling: BoundedScheduling, beat: () => void) => Result,
): Promise<Result> {
  try {
    const scheduling = { ...schedulingOf(arm, await loadDefinition(arm.file.module)), queueLimit };
    return simulate(scheduling, watch?.beat ?? (() => {}));
  } catch (error) {
    throw error instanceof StrategyFailure ? new TaskFailure(withPlace(error, arm.file)) : error;
  }
}

/** The strategy whose code a simulation runs, for the messages of `runTasks`. */
export function ownerOf(what: StrategyArm | Reference): string | undefined {
  return typeof what === 'string' ? undefined : `strategy ${what.label}`;
}
