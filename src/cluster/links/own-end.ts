import { isMainThread } from 'node:worker_threads';
import { processEnd } from './process-end.ts';
import { threadEnd } from './thread-end.ts';
import type { WorkerEnd } from './worker-end.ts';

/** Of the worker that runs this code. */
export function ownEnd(): WorkerEnd {
  return isMainThread ? processEnd() : threadEnd();
}
