import { Piscina } from 'piscina';
import type { PoolSettings, Remote } from '../remote.ts';

/** A fixed number of threads. Abortable tasks, as its documentation has them: a running one ends its thread. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const pool = new Piscina({
    filename: new URL('./workers/module-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  // Whoever waits for the task hears of it too.
  pool.on('error', () => {});
  return {
    run: (task, signal) => pool.run(task, { signal }),
    workers: () => pool.threads.map((thread) => ({ kill: () => void thread.terminate() })),
  };
}
