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
  const started = run !== undefined && run.startedMs > 0;
  return {
    kind: 'reply from primary',
    header: { correlationId, receiver: httpWorker },
    payload: {
      outcome,
      jobWorker: started ? (job.worker?.hostId ?? 0) : 0,
      startedMs: started ? run.startedMs : 0,
      waitMs: started ? run.startedMs - job.arrivalMs : -1,
      serviceMs: started ? run.serviceMs : -1,
      result: run?.result,
      reason: run?.error || reason,
    },
  };
}
