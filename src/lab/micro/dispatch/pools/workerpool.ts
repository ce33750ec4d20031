import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** A central FIFO queue, one job a worker, the first idle one. */
export async function runWorkerpool(plan: PathPlan): Promise<LoopResult> {
  const pool = workerpool.pool(fileURLToPath(new URL('./jobs/workerpool-job.js', import.meta.url)), {
    workerType: 'process',
    minWorkers: JOB_WORKERS,
    maxWorkers: JOB_WORKERS,
  });
  return drive(plan, (answered) => pool.exec('noop', []).then(answered));
}
