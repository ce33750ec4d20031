import type { PlannedRun } from '../bench/live/new-run.ts';
import { RunBroken, runBlocks } from '../bench/live/run.ts';
import type { RunResult } from '../results/schema.ts';
import { createRunFolder, saveManifest } from '../results/store.ts';
import { explain } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { warnLines } from './output.ts';
import { Progress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

/** Starts a new run and completes it. */
export async function startRun(planned: PlannedRun): Promise<LiveRun> {
  const folder = await createRunFolder(RESULTS_FOLDER, planned.manifest.runId);
  await saveManifest(folder, planned.manifest);
  return continueRun(planned, folder);
}

export interface LiveRun {
  readonly run: RunResult;
  readonly folder: string;
  /** The exit code for the signal that interrupted it; undefined without one. */
  readonly interruptedBy: number | undefined;
  /** The error that ended it early; undefined without one. */
  readonly failure?: unknown;
}

/** Runs the trials that a run still lacks. */
export async function continueRun(planned: PlannedRun, folder: string): Promise<LiveRun> {
  const progress = new Progress();
  const interrupted = interruption();
  try {
    const run = await runBlocks(planned, folder, (step) => progress.show(step), interrupted.signal);
    return { run, folder, interruptedBy: interrupted.code };
  } catch (error) {
    if (!(error instanceof RunBroken)) throw error;
    return { run: error.run, folder, interruptedBy: interrupted.code, failure: error.cause };
  } finally {
    progress.end();
    interrupted.forget();
  }
}

/** Prints why a run ended early. Returns the exit code. */
export function failed(failure: unknown): number {
  const { lines, code } = explain(failure);
  warnLines(lines);
  return code;
}
