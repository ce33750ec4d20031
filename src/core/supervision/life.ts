/** A worker that dies sooner than this after it was ready, and before it was given anything to do, never really started. */
const SETTLED_MS = 1000;

/** A worker that says nothing for longer is killed. It says every 200 ms that its event loop turns. */
export interface SilenceLimits {
  /** From its fork until it is ready. */
  readonly startMs: number;
  /** From then on, unless it computes for a job. */
  readonly readyMs: number;
}

/** For workers that run nothing but this project's code and jobs. On busy cores a healthy one was silent for up to 1.5 s. */
export const BENCH_SILENCE: SilenceLimits = { startMs: 15_000, readyMs: 3000 };

/** One worker process on its seat, from its fork to its end. */
export interface Life<Seat> {
  readonly seat: Seat;
  /** False starts on this seat just before it. */
  readonly streak: number;
  /** Since when its seat has been without a worker that was ready; undefined once it is, and for the first on it. */
  vacantSinceMs: number | undefined;
  /** `retired`: it leaves in order, to be replaced. */
  state: 'starting' | 'ready' | 'condemned' | 'retired';
  heardMs: number;
  readyMs: number | undefined;
  employed: boolean;
  malformed: number;
}

/** True for a death that will come again with the next worker, however soon that is forked. */
export function wasFalseStart({ readyMs, employed }: Life<unknown>, nowMs: number): boolean {
  return readyMs === undefined || (!employed && nowMs - readyMs < SETTLED_MS);
}
