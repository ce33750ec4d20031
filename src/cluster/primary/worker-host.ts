import type { SilenceLimits } from '../../core/supervision/life.ts';
import type { Reach } from '../links/reach.ts';
import type { LinkEvents, WorkerLink } from '../links/worker-link.ts';
import type { Role, Seat } from '../settings.ts';

/**
 * Whoever starts a cluster decides what it does to the processes around it. The bench owns its process tree; an app that has a
 * cluster does not. What differs between the two is here and in the entry files of their workers, and nowhere else.
 */
export interface WorkerHost {
  /** Starts a worker. What becomes of it is told in later turns of the event loop. */
  start(seat: Seat, events: LinkEvents): WorkerLink;
  /** How job workers are reached; undefined where they are forked as HTTP workers are. */
  readonly reach: Reach | undefined;
  readonly silence: Readonly<Record<Role, SilenceLimits>>;
  /** A line from the stderr of a worker: of the worker's log, or printed by other code in it. */
  heardLine(line: string, from: 'log' | 'other code'): void;
}
