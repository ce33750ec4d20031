import { Dispatcher } from '../../../src/core/scheduling/dispatcher.ts';
import type { JobDemand, JobRecord } from '../../../src/core/scheduling/job-record.ts';
import type { Run } from '../../../src/core/scheduling/run.ts';
import type { MakeDispatcher } from '../../../src/simulation/faults/faulty-primary.ts';
import type { FaultyJob, WatchedJob, WatchedWorker } from '../../../src/simulation/faults/promises.ts';

/** Frees the place of a job that is given back twice. */
class FreesTwice extends Dispatcher<FaultyJob> {
  override jobFinished(job: WatchedJob, hostId: number, attempt: number, run: Run, nowMs: number): boolean {
    const { worker } = job;
    const taken = super.jobFinished(job, hostId, attempt, run, nowMs);
    if (taken && worker !== undefined && job.outcome === 'timedOut') worker.own--;
    return taken;
  }
}

/** Takes any reply for one to the attempt that runs. */
class AcceptsStaleReplies extends Dispatcher<FaultyJob> {
  override jobFinished(job: WatchedJob, _hostId: number, _attempt: number, run: Run, nowMs: number): boolean {
    return super.jobFinished(job, job.worker?.hostId ?? 0, job.attempt, run, nowMs);
  }
}

/** Forgets what was at a worker that is gone. */
class LosesJobs extends Dispatcher<FaultyJob> {
  override workerLeft(worker: WatchedWorker, nowMs: number): void {
    worker.takeJobs();
    super.workerLeft(worker, nowMs);
  }
}

/** Takes a worker for free whose job the strategy before has sent. */
class ForgetsWhatRuns extends Dispatcher<FaultyJob> {
  override use(...args: Parameters<Dispatcher<FaultyJob>['use']>): void {
    super.use(...args);
    for (const worker of this.workers as readonly WatchedWorker[]) worker.own -= worker.sentCount;
  }
}

/** Gives every job 50 ms more than it has: what has expired is dispatched all the same. */
class DispatchesExpired extends Dispatcher<FaultyJob> {
  override jobArrived(
    demand: JobDemand,
    sizeMs: number,
    payload: FaultyJob,
    nowMs: number,
  ): JobRecord<FaultyJob> {
    return super.jobArrived({ ...demand, timeoutMs: demand.timeoutMs + 50 }, sizeMs, payload, nowMs);
  }
}

export const MUTANTS: Readonly<Record<string, MakeDispatcher>> = {
  'frees a worker twice': (...args) => new FreesTwice(...args),
  'accepts a stale reply': (...args) => new AcceptsStaleReplies(...args),
  'loses a job on worker death': (...args) => new LosesJobs(...args),
  'forgets what runs when another strategy takes over': (...args) => new ForgetsWhatRuns(...args),
  'dispatches an expired job': (...args) => new DispatchesExpired(...args),
  'exceeds the window': (settings, host, nowMs) =>
    new Dispatcher({ ...settings, window: settings.window + 1 }, host, nowMs),
};
