import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** One job a worker, the first idle one. With JSON like the others, which is faster here than its default, structured clone. */
export async function runJestWorker(plan: PathPlan): Promise<LoopResult> {
  const pool = new Worker(fileURLToPath(new URL('./jobs/module-job.js', import.meta.url)), {
    numWorkers: JOB_WORKERS,
    exposedMethods: ['echo'],
    workerSchedulingPolicy: 'in-order',
    forkOptions: { serialization: 'json' },
  }) as Worker & { echo(input: unknown): Promise<unknown> };
  const input = inputOf(plan);
  return drive(plan, (answered) => pool.echo(input).then(answered));
}
