import { fileURLToPath } from 'node:url';
import { FixedThreadPool, type WorkerChoiceStrategy } from 'poolifier';
import type { PoolSettings, Remote, RemoteRun, Task } from '../remote.ts';

/** A fixed number of threads without a queue, its default: a task is at a worker from the start. */
export async function start({ workers, parameters }: PoolSettings): Promise<Remote> {
  const choice = String(parameters.choice).toUpperCase().replaceAll('-', '_') as WorkerChoiceStrategy;
  const file = fileURLToPath(new URL('./workers/poolifier-worker.cjs', import.meta.url));
  const pool = new FixedThreadPool<Task, RemoteRun>(workers, file, {
    workerChoiceStrategy: choice,
    errorHandler: () => {},
  });
  return {
    run: (task, signal) => pool.execute(task, undefined, signal),
    workers: () => pool.workerNodes.map(({ worker }) => ({ kill: () => void worker.terminate() })),
  };
}
