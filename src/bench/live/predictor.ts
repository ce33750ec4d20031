import type { Arm, StrategyArm } from '../../catalogue/arms.ts';
import { localSite } from '../../processes/local-tasks.ts';
import { TaskProcess } from '../../processes/task-process.ts';
import { appPredictionTask } from '../app/app-prediction.ts';
import { ownerOf } from '../simulated/task.ts';
import type { Trial, TrialOutcome } from './live-trial.ts';
import { type Prediction, type PredictionTask, predictionTask } from './prediction.ts';

const CHILD = new URL('./prediction-child.js', import.meta.url);

/** The simulator's result for a trial, or the failure of the strategy in it; undefined if it cannot be simulated. */
export type Foreseen = { readonly prediction: Prediction } | { readonly failure: string } | undefined;

/**
 * Simulates trials, each in its own process, which ends before the next trial starts. A strategy may fail in simulation in
 * other ways than live. After a failure it is not simulated again.
 */
export class Predictor {
  readonly #failed = new Set<Arm>();

  async foresee(trial: Trial, outcome: TrialOutcome, signal: AbortSignal): Promise<Foreseen> {
    const { arm } = trial;
    if (arm.kind !== 'strategy' || this.#failed.has(arm) || signal.aborted) return undefined;
    const task = taskOf(arm, trial, outcome);
    if (task === undefined) return undefined;
    const process = new TaskProcess<PredictionTask, Prediction>(localSite(CHILD));
    const end = () => process.end();
    signal.addEventListener('abort', end);
    try {
      const settled = await process.ask(task, ownerOf(arm));
      if ('result' in settled) return { prediction: settled.result };
      this.#failed.add(arm);
      return settled;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

function taskOf(
  arm: StrategyArm,
  { scenario, seed }: Trial,
  { load, cluster, app }: TrialOutcome,
): PredictionTask | undefined {
  if (scenario.app === undefined)
    return predictionTask(arm, scenario, load.records, seed, cluster.recoveriesMs);
  return app?.account && appPredictionTask(arm, scenario, app.account, seed);
}
