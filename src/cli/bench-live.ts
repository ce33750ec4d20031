import type { PlannedRun } from '../bench/live/new-run.ts';
import { RunBroken, runBlocks } from '../bench/live/run.ts';
import type { RunResult } from '../results/schema.ts';
import { createRunFolder, saveManifest } from '../results/store.ts';
import { explain } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { warnLines } from './output.ts';
import { Progress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

/** Carries a new run out. */
export async function startRun(planned: PlannedRun): Promise<LiveRun> {
  const folder = await createRunFolder(RESULTS_FOLDER, planned.manifest.runId);
  await saveManifest(folder, planned.manifest);
  return continueRun(planned, folder);
}

export interface LiveRun {
  readonly run: RunResult;
  readonly folder: string;
  /** The exit code a signal asked for; undefined if there was none. */
  readonly interruptedBy: number | undefined;
  /** Why it could not go on; undefined if it could. */
  readonly failure?: unknown;
}

/** Carries out whatever of a run has not been yet. */
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

/** Says why a run could not go on; gives the exit code. */
export function failed(failure: unknown): number {
  const { lines, code } = explain(failure);
  warnLines(lines);
  return code;
}
