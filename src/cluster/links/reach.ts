import type { Seat } from '../settings.ts';
import type { LinkEvents, WorkerLink } from './worker-link.ts';

/** How job workers are reached that the cluster module does not fork. */
export interface Reach {
  start(seat: Seat, events: LinkEvents): WorkerLink;
  /** Used by processes that carry messages, this one apart. */
  readonly cpuMs: number;
  /** Why workers cannot start, as far as that is known; undefined where nothing is missing. */
  readonly lacks: string | undefined;
  /** The cluster is over. */
  close(): Promise<void>;
}

export function reachThreads(start: Reach['start']): Reach {
  return { start, cpuMs: 0, lacks: undefined, close: () => Promise.resolve() };
}
