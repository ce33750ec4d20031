import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import workerFarm, { type FarmOptions } from 'worker-farm';
import type { PoolSettings, Remote, RemoteRun, Task } from '../remote.ts';

/** Its types lack it. */
interface OnChild {
  onChild(child: ChildProcess): void;
}

/** A fixed number of processes, each with up to ten calls, its default. It cannot take a call back. */
export async function start({ workers }: PoolSettings): Promise<Remote> {
  const children = new Set<ChildProcess>();
  const options: FarmOptions & OnChild = {
    maxConcurrentWorkers: workers,
    autoStart: true,
    onChild(child) {
      children.add(child);
      child.once('exit', () => children.delete(child));
    },
  };
  const farm = workerFarm(
    options,
    fileURLToPath(new URL('./workers/worker-farm-worker.cjs', import.meta.url)),
  );
  return {
    run: (task: Task) =>
      new Promise((resolve, reject) =>
        farm(task, (error: Error | null, run: RemoteRun) => (error ? reject(error) : resolve(run))),
      ),
    workers: () => [...children].map((child) => ({ kill: () => void child.kill('SIGKILL') })),
  };
}
