import type { Worker } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { PoolSettings, Remote } from '../remote.ts';

/** Its types lack it. */
interface ThreadOfPool {
  readonly thread: Worker;
}

/** A fixed number of threads, its default. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const pool = new Tinypool({
    filename: new URL('./workers/module-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  pool.on('error', () => {});
  return {
    run: (task, signal) => pool.run(task, { signal }),
    workers: () =>
      (pool.threads as unknown as readonly ThreadOfPool[]).map(({ thread }) => ({
        kill: () => void thread.terminate(),
      })),
  };
}
