import { fileURLToPath } from 'node:url';
import { FixedClusterPool } from 'poolifier';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** A queue in front of each worker, the least used worker, processes of `cluster`. */
export async function runPoolifier(plan: PathPlan): Promise<LoopResult> {
  const pool = new FixedClusterPool(
    JOB_WORKERS,
    fileURLToPath(new URL('./jobs/poolifier-job.cjs', import.meta.url)),
    {
      enableTasksQueue: true,
      tasksQueueOptions: { concurrency: plan.window ?? plan.inFlight },
    },
  );
  const input = inputOf(plan);
  return drive(plan, (answered) => pool.execute(input).then(answered));
}
