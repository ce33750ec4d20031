import { Tinypool } from 'tinypool';
import type { PoolSettings, Remote } from '../remote.ts';

/** A fixed number of threads, its default. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const pool = new Tinypool({
    filename: new URL('./workers/module-worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  pool.on('error', () => {});
  return { run: (task, signal) => pool.run(task, { signal }) };
}
