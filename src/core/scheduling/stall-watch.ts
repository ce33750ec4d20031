import type { Deadlines } from './deadlines.ts';
import type { Tally } from './tally.ts';

/** How long jobs may be held while no worker has anything to do. */
const STALL_LIMIT_MS = 2000;

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

/** What the strategy does, and which of the jobs it holds expires next. */
export function whyStalled({ held }: Tally, deadlines: Deadlines<unknown>): string {
  const job = deadlines.due(Number.POSITIVE_INFINITY);
  const which = job === undefined ? '' : `, job ${job.id} among them,`;
  return `holds ${held} jobs${which} while all workers have been idle for ${STALL_LIMIT_MS / 1000} s`;
}
