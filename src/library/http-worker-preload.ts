import cluster from 'node:cluster';
import { isMainThread } from 'node:worker_threads';

/**
 * Node runs this in an app's HTTP worker before the app's own program (`--import`). The option is taken out again, so that
 * what the app forks does not inherit it.
 */
if (cluster.isWorker && isMainThread) {
  const place = process.execArgv.indexOf(import.meta.url);
  if (place > 0) process.execArgv.splice(place - 1, 2);
  const { beHttpWorker } = await import('./http-worker.ts');
  await beHttpWorker();
}
