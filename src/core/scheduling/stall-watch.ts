import type { Tally } from './tally.ts';

/** How long jobs may be held while no worker has anything to do. */
export const STALL_LIMIT_MS = 2000;

/** Notices a strategy that waits for what will not come by itself: all workers idle, jobs held, no wish to be woken. */
export class StallWatch {
  /** When it counts as stalled, or has; Infinity while it does not wait. */
  dueMs = Number.POSITIVE_INFINITY;

  /** After every event. */
  update({ held, bound, sent, overdue }: Tally, workers: number, wakeMs: number, nowMs: number): void {
    const waits = held > 0 && bound + sent + overdue === 0 && workers > 0;
    if (!waits || wakeMs < Number.POSITIVE_INFINITY) this.dueMs = Number.POSITIVE_INFINITY;
    else if (this.dueMs === Number.POSITIVE_INFINITY) this.dueMs = nowMs + STALL_LIMIT_MS;
  }
}
