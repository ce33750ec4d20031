import { Tinypool } from 'tinypool';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from './drive.ts';

/** A central FIFO queue, the first worker with room. */
export async function runTinypool(plan: PathPlan): Promise<LoopResult> {
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: new URL('./jobs/module-job.js', import.meta.url).href,
    minThreads: JOB_WORKERS,
    maxThreads: JOB_WORKERS,
    concurrentTasksPerWorker: plan.window ?? plan.inFlight,
  });
  const input = inputOf(plan);
  return drive(plan, (answered) => pool.run(input).then(answered));
}
