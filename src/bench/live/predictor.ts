import type { Arm } from '../../catalogue/arms.ts';
import { TaskProcess } from '../../processes/task-process.ts';
import { ownerOf } from '../simulated/task.ts';
import type { Trial, TrialOutcome } from './live-trial.ts';
import { type Prediction, type PredictionTask, predictionTask } from './prediction.ts';

const CHILD = new URL('./prediction-child.js', import.meta.url);

/** What the simulator says of a trial, or how the strategy failed in it; undefined where it cannot say anything. */
export type Foreseen = { readonly prediction: Prediction } | { readonly failure: string } | undefined;

/**
 * Repeats trials in virtual time, each in a process of its own that is gone before the next trial starts: a strategy may fail
 * there in ways that it does not fail live. One that has failed is not tried again.
 */
export class Predictor {
  readonly #failed = new Set<Arm>();

  async foresee(
    { arm, scenario, seed }: Trial,
    { load, cluster }: TrialOutcome,
    signal: AbortSignal,
  ): Promise<Foreseen> {
    if (arm.kind === 'inline' || this.#failed.has(arm) || signal.aborted) return undefined;
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
