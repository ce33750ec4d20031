import { startCluster } from '../../../../library/start-cluster.ts';
import { fail } from '../failure.ts';
import { inputOf } from '../payload.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan, TIMEOUT_MS } from '../plan.ts';
import { drive } from './drive.ts';

/** This project as an app has it: a process pool without HTTP workers. */
export async function runLibrary(plan: PathPlan): Promise<LoopResult> {
  const cluster = await startCluster({
    jobs: new URL('./own/', import.meta.url),
    jobWorkers: JOB_WORKERS,
    strategy: 'pull-fifo',
    window: plan.window ?? Number.POSITIVE_INFINITY,
    timeoutMs: TIMEOUT_MS,
  });
  cluster.on('error', fail);
  const input = inputOf(plan);
  return drive(plan, (answered) => cluster.run('echo', input).then(answered));
}
