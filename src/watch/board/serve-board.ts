import type { ClusterView } from '../../cluster/metrics/cluster-metrics.ts';
import type { Percentiles } from '../../cluster/metrics/type-stats.ts';
import { samplesFor } from '../../measuring/statistics/quantile.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import { Board } from './board.ts';
import { BOUNDS_MS } from './bounds.ts';
import type { Point, Row } from './frame.ts';
import { filled } from './tally.ts';
import { TrialMarks } from './trial-marks.ts';
import { startedClock, type Watched } from './watched.ts';

/** The board of a cluster that serves whoever asks: a row for each type of request. Its primary is asked how it is. */
export class ServeBoard implements Watched {
  readonly nowMs = startedClock();
  readonly board: Board;
  readonly #look: () => Promise<ClusterView>;
  /** Good answers by bucket, of all types, as they were last. */
  #counts: readonly number[] = [];
  readonly #marks = new TrialMarks([]);
  #looking = false;

  constructor(title: string, jobWorkers: number, look: () => Promise<ClusterView>) {
    this.#look = look;
    this.board = new Board({ title, boundsMs: BOUNDS_MS, rowsAre: 'type', firstGroup: null, jobWorkers });
  }

  refresh(): void {
    if (this.#looking) return;
    this.#looking = true;
    this.#look()
      .then((view) => this.#show(view))
      // A cluster that fails ends the command, which says why.
      .catch(() => {})
      .finally(() => {
        this.#looking = false;
      });
  }

  #show({ strategy, queue, workers, workerDeaths, types, times }: ClusterView): void {
    const atMs = this.nowMs();
    const ready = workers.filter((worker) => worker.ready).length;
    this.board.progress({
      what: `${strategy} serves with ${ready} of ${workers.length} workers`,
      share: null,
      leftMs: null,
    });
    for (const [name, { ok, failed, timedOut, cancelled, rejected, responseMs }] of Object.entries(types))
      this.board.row({
        ...{ name, group: null, place: 0, count: ok, bad: failed + timedOut + cancelled + rejected },
        ...supported(responseMs),
      });
    this.board.point({
      ...{ atMs, place: 0, heat: this.#fresh(times) },
      ...{ waiting: queue.waiting, running: queue.running, busy: busyIn(workers), inFlight: null },
    });
    for (const { what } of this.#marks.until(atMs, workerDeaths)) {
      this.board.mark({ atMs, kind: 'fault', what });
      this.board.say(atMs, what);
    }
  }

  #fresh(times: ClusterView['times']): Point['heat'] {
    const good = times.filter(({ outcome }) => outcome === 'ok').map(({ response }) => response.counts);
    const now = BOUNDS_MS.concat(0).map((_, bucket) => sum(good.map((counts) => counts[bucket] ?? 0)));
    const before = this.#counts;
    this.#counts = now;
    return filled(now.map((count, bucket) => count - (before[bucket] ?? 0)));
  }
}

function busyIn(workers: ClusterView['workers']): number {
  return workers.filter(({ role, unfinished }) => role === 'job' && unfinished > 0).length;
}

/** Without those that have too few answers. */
function supported(times: Percentiles | null): Pick<Row, 'p50' | 'p95' | 'p99'> {
  const value = (q: number, ms: number | undefined) =>
    ms === undefined || (times?.count ?? 0) < samplesFor(q) ? null : ms;
  return { p50: value(0.5, times?.p50), p95: value(0.95, times?.p95), p99: value(0.99, times?.p99) };
}
