import { Worker } from 'node:worker_threads';
import type { WatchData } from './parent-watch.ts';

/**
 * From now on this process ends within a moment of its parent, even one that was killed, and even while this one computes:
 * a lost channel is noticed only between two turns of the event loop, a thread of its own notices at once. With `beatFd`
 * the thread also writes there, five times a second, that the process is not stopped.
 */
export function endWithParent(beatFd?: number): void {
  new Worker(new URL('./parent-watch.js', import.meta.url), {
    workerData: { parent: process.ppid, beatFd } satisfies WatchData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  }).unref();
}
