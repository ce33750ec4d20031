import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** A central FIFO queue, one job a worker, the first idle one. */
export async function runWorkerpool(plan: PathPlan): Promise<LoopResult> {
  const pool = workerpool.pool(fileURLToPath(new URL('./jobs/workerpool-job.js', import.meta.url)), {
    workerType: 'process',
    minWorkers: JOB_WORKERS,
    maxWorkers: JOB_WORKERS,
  });
  const input = inputOf(plan);
  return drive(plan, (answered) => pool.exec('echo', [input]).then(answered));
}
