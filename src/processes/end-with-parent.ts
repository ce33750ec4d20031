import { Worker } from 'node:worker_threads';

/**
 * From now on this process ends within a moment of its parent, even one that was killed, and even while this one computes:
 * a lost channel is noticed only between two turns of the event loop, a thread of its own notices at once.
 */
export function endWithParent(): void {
  new Worker(new URL('./parent-watch.js', import.meta.url), {
    workerData: process.ppid,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  }).unref();
}
