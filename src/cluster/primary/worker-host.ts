import type { Worker } from 'node:cluster';
import type { SilenceLimits } from '../../core/supervision/life.ts';
import type { Role, Seat } from '../settings.ts';

/**
 * Whoever starts a cluster decides what it does to the processes around it. The bench owns its process tree; an app that has a
 * cluster does not. What differs between the two is here and in the entry files of their processes, and nowhere else.
 */
export interface WorkerHost {
  /**
   * Forks a worker: its file, arguments, environment, and where its stdout goes. Its stderr and the descriptor `BEAT_FD` must
   * be pipes.
   */
  fork(seat: Seat): Worker;
  readonly silence: Readonly<Record<Role, SilenceLimits>>;
  /** A line from the stderr of a worker: of the worker's log, or printed by other code in it. */
  heardLine(line: string, from: 'log' | 'other code'): void;
}
