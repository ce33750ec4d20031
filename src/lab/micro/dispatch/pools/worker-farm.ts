import { fileURLToPath } from 'node:url';
import workerFarm from 'worker-farm';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** Workers in rotation, each with as many calls as its window allows. */
export async function runWorkerFarm(plan: PathPlan): Promise<LoopResult> {
  const farm = workerFarm(
    {
      maxConcurrentWorkers: JOB_WORKERS,
      maxConcurrentCallsPerWorker: plan.window ?? Number.POSITIVE_INFINITY,
      autoStart: true,
    },
    fileURLToPath(new URL('./jobs/farm-job.cjs', import.meta.url)),
  );
  const input = inputOf(plan);
  return drive(plan, (answered) => farm(input, answered));
}
