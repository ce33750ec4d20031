import type { Board } from './board.ts';

/** Something that goes on, with the board that shows it. */
export interface Watched {
  readonly board: Board;
  /** Puts on the board what changes with time alone. Called four times a second. */
  refresh(): void;
  /** Ms from the start of the board. */
  nowMs(): number;
}

/** A clock that starts now. */
export function startedClock(): () => number {
  const startMs = performance.now();
  return () => Math.round(performance.now() - startMs);
}
