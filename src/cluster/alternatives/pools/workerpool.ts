import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import type { PoolSettings, Remote, RemoteRun } from '../remote.ts';

/** What it does not tell of itself: its threads. */
interface Inside {
  readonly workers: readonly { readonly worker: Worker }[];
}

/** A fixed number of threads, its default in Node. Cancelling a running task ends its thread. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const pool = workerpool.pool(fileURLToPath(new URL('./workers/workerpool-worker.js', import.meta.url)), {
    minWorkers: workers,
    maxWorkers: workers,
  });
  return {
    async run(task, signal) {
      const running = pool.exec('run', [task]);
      const cancel = () => running.cancel();
      signal.addEventListener('abort', cancel);
      try {
        return (await running) as RemoteRun;
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    workers: () =>
      (pool as unknown as Inside).workers.map(({ worker }) => ({ kill: () => void worker.terminate() })),
  };
}
