import type { Outcome } from '../../contract/job.ts';
import type { JobRecord } from '../../core/scheduling/job-record.ts';
import type { WorkerRecord } from '../../core/scheduling/worker-record.ts';
import type { Work } from '../../jobs/work.ts';
import type { LiveRun, ReplyFromPrimary, RequestFromPrimary } from '../wire/messages.ts';

/** What the primary keeps of a job beside its life. */
export interface JobOrigin {
  readonly correlationId: string;
  readonly httpWorker: number;
  readonly work: Work;
}

export type LiveJob = JobRecord<JobOrigin>;
export type LiveWorker = WorkerRecord<JobOrigin>;

/** What its job worker is told of it. */
export function requestFor(
  job: LiveJob,
  { hostId: receiver }: LiveWorker,
  nowMs: number,
): RequestFromPrimary {
  const { correlationId, work } = job.payload;
  return {
    kind: 'request from primary',
    header: { correlationId, receiver, attempt: job.attempt },
    payload: { work, timeoutMs: job.arrivalMs + job.demand.timeoutMs - nowMs },
  };
}

/** What its HTTP worker is told of it. `run`: the attempt that was accepted, still at its worker. */
export function answerTo(
  job: LiveJob,
  outcome: Outcome,
  reason: string,
  run: LiveRun | undefined,
): ReplyFromPrimary {
  const { correlationId, httpWorker } = job.payload;
  return {
    kind: 'reply from primary',
    header: { correlationId, receiver: httpWorker },
    payload: {
      outcome,
      jobWorker: didRun(run) ? (job.worker?.hostId ?? 0) : 0,
      startedMs: didRun(run) ? run.startedMs : 0,
      waitMs: waitOf(job, run),
      serviceMs: serviceOf(run),
      result: run?.result,
      reason: run?.error || reason,
    },
  };
}

/** From arrival to start in ms; −1 for a job that did not run. */
export function waitOf(job: LiveJob, run: LiveRun | undefined): number {
  return didRun(run) ? run.startedMs - job.arrivalMs : -1;
}

/** In ms; −1 for a job that did not run. */
export function serviceOf(run: LiveRun | undefined): number {
  return didRun(run) ? run.serviceMs : -1;
}

function didRun(run: LiveRun | undefined): run is LiveRun {
  return run !== undefined && run.startedMs > 0;
}
