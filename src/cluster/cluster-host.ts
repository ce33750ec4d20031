import type { Worker } from 'node:cluster';
import type { SilenceLimits } from '../core/supervision/life.ts';
import type { FromPrimary } from './control.ts';
import type { Role, Seat } from './settings.ts';

/**
 * The process that starts a primary decides what it may do to the processes around it. The bench owns its process tree; an app
 * that uses the primary does not. Everything that differs between them is here, or in the entry file of the process.
 */
export interface ClusterHost {
  /**
   * Forks a worker: its file, arguments, environment, and where its stdout goes. Its stderr and the descriptor `BEAT_FD` must
   * be pipes.
   */
  fork(seat: Seat): Worker;
  readonly silence: Readonly<Record<Role, SilenceLimits>>;
  /** A line from the stderr of a worker: of the worker's log, or printed by other code in it. */
  heardLine(line: string, from: 'log' | 'other code'): void;
  /** News of the cluster. */
  tell(message: FromPrimary): void;
  /** How often a signal stopped this process. */
  stops(): number;
}
