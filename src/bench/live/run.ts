import { lockRun } from '../../results/run-lock.ts';
import type { RunResult } from '../../results/schema.ts';
import { attempt } from './attempt.ts';
import { isNarrow } from './extent.ts';
import { type Slot, slotsOf } from './layout.ts';
import { expectedMs, type Phase } from './live-trial.ts';
import { untilQuiet } from './machine-watch.ts';
import { MeasuredRun } from './measured-run.ts';
import type { PlannedRun } from './new-run.ts';
import { Predictor } from './predictor.ts';

/** The current step of a run, for the progress display. */
export interface RunStep {
  readonly strategy: string;
  readonly phase: Phase;
  /** Counts from 0. */
  readonly block: number;
  /** Counts from 0 over all blocks. */
  readonly trial: number;
  readonly trials: number;
  readonly doneMs: number;
  readonly totalMs: number;
}

/**
 * Runs block after block. Each block runs every strategy once, one after another in fresh processes, on the same requests.
 * Saves each trial when it ends and skips trials that the folder already holds. Refuses while another process carries out
 * the run.
 */
export async function runBlocks(
  planned: PlannedRun,
  folder: string,
  onStep: (step: RunStep) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const lock = await lockRun(folder);
  try {
    const measured = await MeasuredRun.load(planned, folder);
    try {
      await measureBlocks(planned, measured, onStep, signal);
      return await measured.save(!signal.aborted);
    } catch (error) {
      throw new RunBroken(measured.result(false), error);
    }
  } finally {
    await lock.release();
  }
}

/** The run ended early because of `cause`. `run` holds the results until then. */
export class RunBroken extends Error {
  override readonly name = 'RunBroken';
  readonly run: RunResult;

  constructor(run: RunResult, cause: unknown) {
    super('the run could not go on', { cause });
    this.run = run;
  }
}

async function measureBlocks(
  planned: PlannedRun,
  measured: MeasuredRun,
  onStep: (step: RunStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const { scenario, arms } = planned;
  const { design, seed } = planned.manifest;
  const predictor = new Predictor();
  for (let block = 0; block < design.blocks; block++) {
    const slots = slotsOf(block, arms, scenario, design, seed);
    for (const slot of slots) {
      if (signal.aborted) return;
      if (measured.isSettled(slot)) continue;
      const onPhase = (phase: Phase) => onStep({ ...stepOf(slot, slots.length, planned), phase });
      if (design.mode !== 'quick') await untilQuiet(signal);
      const { mayRepeat } = measured;
      await measured.settle(slot, await attempt(slot, scenario, mayRepeat, predictor, onPhase, signal));
    }
    if (design.target !== null && isNarrow(measured.result(false), design.target)) return;
  }
}

function stepOf(
  { strategy, block, position }: Slot,
  perBlock: number,
  { manifest, scenario }: PlannedRun,
): Omit<RunStep, 'phase'> {
  const trialMs = expectedMs({ scenario });
  const [trial, trials] = [block * perBlock + position, manifest.design.blocks * perBlock];
  return { strategy, block, trial, trials, doneMs: trial * trialMs, totalMs: trials * trialMs };
}
