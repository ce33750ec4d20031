import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';
import { childrenWith } from '../../../processes/children-of.ts';
import type { PoolSettings, Remote, RunTask } from '../remote.ts';

/** A fixed number of processes, its default. It cannot take a call back. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const pool = new Worker(fileURLToPath(new URL('./workers/jest-worker-worker.cjs', import.meta.url)), {
    numWorkers: workers,
    exposedMethods: ['run'],
  }) as Worker & { run: RunTask };
  await pool.start();
  return {
    run: (task) => pool.run(task),
    workers: () =>
      childrenWith('jest-worker').map((pid) => ({ kill: () => void process.kill(pid, 'SIGKILL') })),
  };
}
