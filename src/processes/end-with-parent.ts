import { Worker } from 'node:worker_threads';

/**
 * Ends this process soon after its parent, even if the parent was killed and even while this process computes. A lost channel
 * is noticed only between two turns of the event loop, but a separate thread notices at once.
 */
export function endWithParent(): void {
  new Worker(new URL('./parent-watch.js', import.meta.url), {
    workerData: process.ppid,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  }).unref();
}
