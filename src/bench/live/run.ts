import { lockRun } from '../../results/run-lock.ts';
import type { RunResult } from '../../results/schema.ts';
import { attempt } from './attempt.ts';
import { isNarrow } from './extent.ts';
import { type Slot, slotsOf } from './layout.ts';
import { expectedMs, type Phase } from './live-trial.ts';
import { untilQuiet } from './machine-watch.ts';
import { MeasuredRun } from './measured-run.ts';
import type { PlannedRun } from './new-run.ts';
import type { RunObserver, TrialObserver } from './observer.ts';
import { Predictor } from './predictor.ts';

/** The current step of a run, for the progress display. */
export interface RunStep {
  readonly strategy: string;
  readonly twin: boolean;
  readonly connections: number | null;
  /** Of the requests. */
  readonly seed: number;
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
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunResult> {
  const lock = await lockRun(folder);
  try {
    const measured = await MeasuredRun.load(planned, folder);
    try {
      await measureBlocks(planned, measured, observer, signal);
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
  observer: RunObserver,
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
      if (design.mode !== 'quick') await untilQuiet(signal);
      const own = observerOf(observer, stepOf(slot, slots.length, planned));
      const attempted = await attempt(slot, scenario, measured.mayRepeat, predictor, own, signal);
      await measured.settle(slot, attempted);
      observer.settled(attempted);
    }
    if (design.target !== null && isNarrow(measured.result(false), design.target)) return;
  }
}

function observerOf(observer: RunObserver, step: Omit<RunStep, 'phase'>): TrialObserver {
  return {
    phase: (phase) => observer.step({ ...step, phase }),
    // Which trials are watched may depend on the step.
    get load() {
      return observer.load;
    },
  };
}

function stepOf(
  { strategy, twin, connections, seed, block, position }: Slot,
  perBlock: number,
  { manifest, scenario }: PlannedRun,
): Omit<RunStep, 'phase'> {
  const trialMs = expectedMs({ scenario });
  const [trial, trials] = [block * perBlock + position, manifest.design.blocks * perBlock];
  return {
    ...{ strategy, twin, connections, seed, block, trial, trials },
    ...{ doneMs: trial * trialMs, totalMs: trials * trialMs },
  };
}
