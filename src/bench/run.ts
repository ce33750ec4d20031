import { v4 as uuid } from 'uuid';
import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';
import { ClusterFailure } from '../live/cluster-process.ts';
import { describeEnvironment } from '../results/environment.ts';
import { type RunResult, SCHEMA_VERSION, type StrategyResult, type Warning } from '../results/schema.ts';
import { createRunFolder, saveRequests, saveRun } from '../results/store.ts';
import { expectedMs, type Phase, runLiveTrial, type Trial } from './live-trial.ts';
import { strategyResult, trialWarnings } from './trial-result.ts';

export interface RunPlan {
  readonly scenarioName: string;
  /** Already at its pace. */
  readonly scenario: Scenario;
  readonly timeScale: number;
  readonly arms: readonly Arm[];
  readonly seed: number;
  readonly resultsFolder: string;
  /** As the user typed it. */
  readonly command: string;
}

/** What a run is doing, for whoever watches. */
export interface RunStep {
  readonly strategy: string;
  readonly phase: Phase;
  /** From 0. */
  readonly trial: number;
  readonly trials: number;
  readonly doneMs: number;
  readonly totalMs: number;
}

/** Every strategy once, one after another in fresh processes, all on the same arrivals; saved after each. */
export async function runComparison(
  plan: RunPlan,
  onStep: (step: RunStep) => void,
  signal: AbortSignal,
): Promise<{ run: RunResult; folder: string }> {
  const trials = trialsOf(plan);
  let run = await emptyRun(plan);
  const folder = await createRunFolder(plan.resultsFolder, run.runId);
  const totalMs = trials.reduce((sum, trial) => sum + expectedMs(trial), 0);
  let doneMs = 0;
  for (const [index, trial] of trials.entries()) {
    const step = { strategy: trial.arm.label, trial: index, trials: trials.length, doneMs, totalMs };
    const { result, warnings } = await attempt(trial, folder, (phase) => onStep({ ...step, phase }), signal);
    if (signal.aborted) break;
    doneMs += expectedMs(trial);
    run = {
      ...run,
      strategies: [...run.strategies, ...result],
      warnings: [...run.warnings, ...warnings],
      passed: run.passed && warnings.every((warning) => !VOIDING.has(warning.code)),
    };
    await saveRun(folder, run);
  }
  run = { ...run, complete: !signal.aborted, passed: run.passed && !signal.aborted };
  await saveRun(folder, run);
  return { run, folder };
}

const VOIDING = new Set(['accounts', 'strategy-failed']);

/** A strategy that fails ends its own trial only. */
async function attempt(
  trial: Trial,
  folder: string,
  onPhase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<{ result: StrategyResult[]; warnings: Warning[] }> {
  try {
    const outcome = await runLiveTrial(trial, onPhase, signal);
    if (signal.aborted) return { result: [], warnings: [] };
    const suffix = trial.connections === null ? '' : `-${trial.connections}`;
    await saveRequests(folder, `${trial.arm.label}${suffix}`, outcome.load.records);
    return { result: [await strategyResult(trial, outcome)], warnings: trialWarnings(trial, outcome) };
  } catch (error) {
    if (signal.aborted) return { result: [], warnings: [] };
    if (!(error instanceof ClusterFailure) || error.fault !== 'strategy') throw error;
    return {
      result: [],
      warnings: [{ code: 'strategy-failed', strategy: trial.arm.label, message: error.message }],
    };
  }
}

function trialsOf({ arms, scenario, seed }: RunPlan): Trial[] {
  const levels = scenario.load.model === 'closed' ? scenario.load.connections : [null];
  return arms.flatMap((arm) => levels.map((connections) => ({ arm, scenario, seed, connections })));
}

async function emptyRun(plan: RunPlan): Promise<RunResult> {
  const startedAt = new Date().toISOString();
  const stamp = startedAt.slice(0, 19).replace(/[-:]/g, '');
  return {
    schemaVersion: SCHEMA_VERSION,
    runId: `${stamp}Z-${plan.scenarioName}-${uuid().slice(0, 8)}`,
    engine: 'live',
    complete: false,
    passed: true,
    warnings: [
      {
        code: 'one-repetition',
        strategy: null,
        message:
          'each strategy ran once: small differences may be chance, run it again before believing them',
      },
    ],
    startedAt,
    command: plan.command,
    seed: plan.seed,
    environment: await describeEnvironment(),
    scenario: {
      name: plan.scenarioName,
      timeScale: plan.timeScale,
      loadModel: plan.scenario.load.model,
      settings: { ...plan.scenario },
    },
    strategies: [],
  };
}
