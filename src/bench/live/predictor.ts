import type { Arm } from '../../catalogue/arms.ts';
import { TaskProcess } from '../../processes/task-process.ts';
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

  async foresee(
    { arm, scenario, seed }: Trial,
    { load, cluster }: TrialOutcome,
    signal: AbortSignal,
  ): Promise<Foreseen> {
    if (arm.kind !== 'strategy' || scenario.app !== undefined || this.#failed.has(arm) || signal.aborted)
      return undefined;
    const task = predictionTask(arm, scenario, load.records, seed, cluster.recoveriesMs);
    if (task === undefined) return undefined;
    const process = new TaskProcess<PredictionTask, Prediction>(CHILD);
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
