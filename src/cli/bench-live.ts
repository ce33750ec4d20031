import type { PlannedRun } from '../bench/live/new-run.ts';
import type { RunObserver } from '../bench/live/observer.ts';
import { RunBroken, runBlocks } from '../bench/live/run.ts';
import type { RunResult } from '../results/schema.ts';
import { createRunFolder, saveManifest } from '../results/store.ts';
import type { RunBoard } from '../watch/board/run-board.ts';
import { explain } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { isWatched, openLivePage, type WatchPort } from './live-page.ts';
import { warnLines } from './output.ts';
import { Progress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

export interface LiveRun {
  readonly run: RunResult;
  readonly folder: string;
  /** The exit code for the signal that interrupted it; undefined without one. */
  readonly interruptedBy: number | undefined;
  /** The error that ended it early; undefined without one. */
  readonly failure?: unknown;
}

/** Starts a new run and completes it. */
export function startRun(planned: PlannedRun, watch?: WatchPort): Promise<LiveRun> {
  return withLivePage(planned, watch, (board) => startObserved(planned, board));
}

/** Runs the trials that a run still lacks. */
export function continueRun(planned: PlannedRun, folder: string, watch?: WatchPort): Promise<LiveRun> {
  return withLivePage(planned, watch, (board) => carryOut(planned, folder, board));
}

/** Starts a new run, which this observer hears too, and completes it. */
export async function startObserved(
  planned: PlannedRun,
  observer: RunObserver | undefined,
): Promise<LiveRun> {
  const folder = await createRunFolder(RESULTS_FOLDER, planned.manifest.runId);
  await saveManifest(folder, planned.manifest);
  return carryOut(planned, folder, observer);
}

/** A port that is taken ends the command before anything is written. */
async function withLivePage(
  planned: PlannedRun,
  watch: WatchPort | undefined,
  run: (board: RunBoard | undefined) => Promise<LiveRun>,
): Promise<LiveRun> {
  if (!isWatched(watch)) return run(undefined);
  const { RunBoard } = await import('../watch/board/run-board.ts');
  const board = new RunBoard(planned);
  const page = await openLivePage(board, watch);
  let how = 'The command failed and says why.';
  try {
    const ended = await run(board);
    how = `The run has ended. Its report: npm run report -- ${ended.folder}`;
    return ended;
  } finally {
    await page.close(how);
  }
}

async function carryOut(
  planned: PlannedRun,
  folder: string,
  observer: RunObserver | undefined,
): Promise<LiveRun> {
  const progress = new Progress();
  const interrupted = interruption();
  try {
    const run = await runBlocks(planned, folder, withProgress(progress, observer), interrupted.signal);
    return { run, folder, interruptedBy: interrupted.code };
  } catch (error) {
    if (!(error instanceof RunBroken)) throw error;
    return { run: error.run, folder, interruptedBy: interrupted.code, failure: error.cause };
  } finally {
    progress.end();
    interrupted.forget();
  }
}

function withProgress(progress: Progress, observer: RunObserver | undefined): RunObserver {
  return {
    get load() {
      return observer?.load;
    },
    step: (step) => {
      progress.show(step);
      observer?.step(step);
    },
    settled: (outcome) => observer?.settled(outcome),
  };
}

/** Prints why a run ended early. Returns the exit code. */
export function failed(failure: unknown): number {
  const { lines, code } = explain(failure);
  warnLines(lines);
  return code;
}
