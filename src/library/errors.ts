import type { Answer } from '../cluster/wire/messages.ts';
import type { Thrown } from '../jobs/thrown.ts';

/** Why `jobs.run` gave no result. Express and Fastify answer with `statusCode`. */
export class JobError extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** The name of the job. */
  readonly job: string;

  constructor(job: string, code: string, statusCode: number, reason: string) {
    super(`job ${job}: ${reason}`);
    this.name = new.target.name;
    this.job = job;
    this.code = code;
    this.statusCode = statusCode;
  }
}

/** The deadline passed first. */
export class JobTimeout extends JobError {
  constructor(job: string, timeoutMs: number) {
    super(job, 'ERR_JOB_TIMEOUT', 504, `no result within ${Math.round(timeoutMs)} ms`);
  }
}

/** It never ran: too many wait, or the cluster closes. */
export class JobRejected extends JobError {
  /** In s: when to ask again, at the earliest. */
  readonly retryAfter: number;

  constructor(job: string, reason: string, retryAfter: number) {
    super(job, 'ERR_JOB_REJECTED', 503, reason);
    this.retryAfter = retryAfter;
  }
}

/** Its workers died with it. */
export class JobLost extends JobError {
  constructor(job: string, reason: string) {
    super(job, 'ERR_JOB_LOST', 500, reason);
  }
}

/** Its parameters cannot be sent, or its `check` refuses them. */
export class JobRefused extends JobError {
  constructor(job: string, reason: string) {
    super(job, 'ERR_JOB_REFUSED', 400, reason);
  }
}

/** It threw. `stack` is that of the caller; that of the worker is in `remote`. */
export class JobFailed extends JobError {
  readonly remote: Thrown;

  constructor(job: string, remote: Thrown) {
    super(job, 'ERR_JOB_FAILED', 500, remote.message);
    this.remote = remote;
  }
}

/** What the job gave, or throws why there is nothing. */
export function resultOf(job: string, answer: Answer, timeoutMs: number, retryAfter: () => number): unknown {
  const { outcome, result, reason } = answer;
  switch (outcome) {
    case 'ok':
      return result === undefined ? undefined : JSON.parse(result);
    case 'timedOut':
      throw new JobTimeout(job, timeoutMs);
    case 'failed':
      throw result === undefined ? new JobLost(job, reason) : new JobFailed(job, JSON.parse(result));
    default:
      throw new JobRejected(job, reason || 'nobody waits for it any more', retryAfter());
  }
}
