import { isMainThread, threadId } from 'node:worker_threads';
import { JobRun } from '../../jobs/job-run.ts';
import { endWithParent } from '../../processes/end-with-parent.ts';
import { attemptJob, attemptTimed } from '../job-worker/attempt.ts';
import { type Jobs, NO_JOBS } from '../job-worker/jobs.ts';
import { prepareJobs } from '../job-worker/prepare-jobs.ts';
import type { ClusterJob, LogLevel } from '../settings.ts';
import type { LiveRun } from '../wire/messages.ts';
import type { RemoteRun, RunTask, Task } from './remote.ts';

/** What the workers of a pool need to know. It is inherited, as a pool starts them and their replacements in its own way. */
interface TaskEnvironment {
  readonly jobs: readonly ClusterJob[];
  readonly logLevel: LogLevel;
}

const VARIABLE = 'CLUSTER_BENCH_TASKS';

export function passOn(environment: TaskEnvironment): void {
  process.env[VARIABLE] = JSON.stringify(environment);
}

/** For a worker of a pool: loads and sets up the jobs. */
export async function poolTaskRunner(): Promise<RunTask> {
  const { jobs, logLevel } = JSON.parse(process.env[VARIABLE] ?? '') as TaskEnvironment;
  if (isMainThread) {
    // What a job starts inherits the environment, and is no worker. Threads of some pools have one environment together.
    delete process.env[VARIABLE];
    endWithParent();
  }
  const loaded = jobs.length === 0 ? NO_JOBS : await prepareJobs(jobs, process.pid, logLevel);
  return taskRunner(isMainThread ? String(process.pid) : `thread ${threadId}`, loaded, 1);
}

export function taskRunner(worker: string, jobs: Jobs, speed: number): RunTask {
  return async (task) => plain(worker, await attempted(task, jobs, speed));
}

/** Undefined fields would not survive every way back. */
function plain(worker: string, { ok, startedMs, serviceMs, result, error }: LiveRun): RemoteRun {
  return { worker, ok, startedMs, serviceMs, error, ...(result !== undefined && { result }) } as RemoteRun;
}

async function attempted({ work, deadline }: Task, jobs: Jobs, speed: number): Promise<LiveRun> {
  if (work.runs !== 'job') return attemptTimed(work, speed);
  const job = jobs.byName.get(work.job);
  if (job === undefined) throw new Error(`this worker has no job ${work.job}`);
  const run = new JobRun(work.job, 1, deadline - Date.now(), jobs.logOf(work.job));
  try {
    return await attemptJob(job, work.params, run);
  } finally {
    run.end();
  }
}
