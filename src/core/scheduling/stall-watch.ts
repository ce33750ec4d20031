import type { Tally } from './tally.ts';

/** How long jobs may be held while no worker has anything to do. */
export const STALL_LIMIT_MS = 2000;

/** Notices a strategy that waits for what will not come by itself: all workers idle, jobs held, no wish to be woken. */
export class StallWatch {
  /** When it counts as stalled, if nothing changes until then. */
  dueMs = Number.POSITIVE_INFINITY;

  /** After every event. True once it has stalled. */
  hasStalled({ held, bound, sent, overdue }: Tally, workers: number, wakeMs: number, nowMs: number): boolean {
    const waits = held > 0 && bound + sent + overdue === 0 && workers > 0;
    if (!waits || wakeMs < Number.POSITIVE_INFINITY) this.dueMs = Number.POSITIVE_INFINITY;
    else if (this.dueMs === Number.POSITIVE_INFINITY) this.dueMs = nowMs + STALL_LIMIT_MS;
    return nowMs >= this.dueMs;
  }
}
