import { type ChildProcess, spawn } from 'node:child_process';
import type { Attempted } from '../bench/live/attempt.ts';
import type { LoadListener, RunObserver } from '../bench/live/observer.ts';
import type { RunStep } from '../bench/live/run.ts';
import { type BoardedRun, RunBoard } from '../watch/board/run-board.ts';
import { LivePage } from '../watch/live-page.ts';
import { EVENTS_PATH } from '../watch/page/watch-document.ts';

/** Reads all events, as a browser would, and draws nothing. */
const READER = 'fetch(process.argv[1]).then(async ({ body }) => { for await (const _ of body); })';

/** Watches only trials that repeat the baseline, each with a reader in a process of its own. */
export class SecondWatched implements RunObserver {
  readonly #board: RunBoard;
  readonly #page: LivePage;
  #reader: ChildProcess | undefined;

  static async open(planned: BoardedRun): Promise<SecondWatched> {
    const board = new RunBoard(planned);
    return new SecondWatched(board, await LivePage.open(board, [0]));
  }

  private constructor(board: RunBoard, page: LivePage) {
    this.#board = board;
    this.#page = page;
  }

  get load(): LoadListener | undefined {
    return this.#reader === undefined ? undefined : this.#board.load;
  }

  step(step: RunStep): void {
    if (step.phase === 'starting') this.#watch(step.twin);
    this.#board.step(step);
  }

  settled(outcome: Attempted): void {
    this.#watch(false);
    this.#board.settled(outcome);
  }

  async close(): Promise<void> {
    this.#watch(false);
    await this.#page.close('The calibration has ended.');
  }

  #watch(wanted: boolean): void {
    this.#reader?.kill();
    this.#reader = wanted
      ? spawn(process.execPath, ['-e', READER, new URL(EVENTS_PATH, this.#page.url).href], {
          stdio: 'ignore',
        })
      : undefined;
  }
}
