import type { LoadListener } from '../../bench/live/observer.ts';
import { Board } from './board.ts';
import { BOUNDS_MS } from './bounds.ts';
import { heatOf, Tally } from './tally.ts';
import { TrialMarks } from './trial-marks.ts';
import { startedClock, type Watched } from './watched.ts';

/** The board of one cluster under one load: a row for each class of requests. */
export class SoakBoard implements Watched {
  readonly nowMs = startedClock();
  readonly board: Board;
  readonly #totalMs: number;
  readonly #tally = new Tally();
  readonly #marks = new TrialMarks([]);

  /** `totalMs`: how long the load lasts. */
  constructor(title: string, jobWorkers: number, totalMs: number) {
    this.#totalMs = totalMs;
    this.board = new Board({ title, boundsMs: BOUNDS_MS, rowsAre: 'class', firstGroup: null, jobWorkers });
  }

  readonly load: LoadListener = (progress, pulse) => {
    const atMs = this.nowMs();
    this.#tally.add(progress.fresh);
    for (const { group: name, ...figures } of this.#tally.figures())
      this.board.row({ ...figures, name, group: null, place: 0 });
    this.board.point({
      atMs,
      place: 0,
      heat: heatOf(progress.fresh),
      waiting: pulse?.waiting ?? null,
      running: pulse?.running ?? null,
      busy: pulse?.busy ?? null,
      inFlight: progress.inFlight,
    });
    for (const { what } of this.#marks.until(progress.elapsedMs, pulse?.workerDeaths ?? 0)) {
      this.board.mark({ atMs, kind: 'fault', what });
      this.board.say(atMs, what);
    }
  };

  refresh(): void {
    const share = Math.min(1, this.nowMs() / this.#totalMs);
    this.board.progress({ what: 'soaking', share, leftMs: (1 - share) * this.#totalMs });
  }
}
