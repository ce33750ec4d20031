import type { LoadReport, Outcome } from '../../contract/job.ts';
import type { Run } from '../../core/scheduling/run.ts';
import type { Work } from '../../jobs/work.ts';

/**
 * The four messages of a heavy request. Every one carries the id of its request in the header, so that whoever gets it
 * knows which of its pending requests it belongs to. Workers are named by their cluster id.
 */
export type Message =
  | RequestToPrimary
  | RequestFromPrimary
  | ReplyToPrimary
  | ReplyFromPrimary
  | Cancellation
  | Abandonment
  | Probe
  | ProbeReply;

export interface RequestToPrimary {
  readonly kind: 'request to primary';
  readonly header: { readonly correlationId: string; readonly sender: number };
  readonly payload: RequestPayload;
}

export interface RequestPayload {
  readonly type: string;
  readonly work: Work;
  readonly key: string;
  /** Time left until the deadline, counted from here. */
  readonly timeoutMs: number;
}

export interface RequestFromPrimary {
  readonly kind: 'request from primary';
  readonly header: {
    readonly correlationId: string;
    readonly receiver: number;
    readonly attempt: number;
  };
  readonly payload: {
    readonly work: Work;
    /** Time left until the deadline, counted from here: a job that starts later is of no use to anyone. */
    readonly timeoutMs: number;
  };
}

export interface ReplyToPrimary {
  readonly kind: 'reply to primary';
  readonly header: {
    readonly correlationId: string;
    readonly sender: number;
    readonly attempt: number;
  };
  readonly payload: LiveRun;
}

/** What a job worker says of one attempt. Times on the system's monotonic clock, which all processes share. */
export interface LiveRun extends Run {
  /** 0 if its deadline had passed before its turn came: it was not run. */
  readonly startedMs: number;
  /** JSON text that nobody on the way reads: of the result, or of what was thrown. */
  readonly result: string | undefined;
  /** Why it failed; empty if it did not. */
  readonly error: string;
}

export interface ReplyFromPrimary {
  readonly kind: 'reply from primary';
  readonly header: { readonly correlationId: string; readonly receiver: number };
  readonly payload: Answer;
}

/** What the primary tells the HTTP worker about its request. */
export interface Answer {
  readonly outcome: Outcome;
  /** Cluster id of the worker that ran it; 0 if none did. */
  readonly jobWorker: number;
  /** On the monotonic clock; 0 if it never started. */
  readonly startedMs: number;
  /** From arrival at the primary to the start; −1 if it never started. */
  readonly waitMs: number;
  readonly serviceMs: number;
  /** JSON text: of the result, or of what the job threw. */
  readonly result: string | undefined;
  /** Why there is no result; empty if there is. */
  readonly reason: string;
}

/** The client of that request is gone; behind the four on the same channel, so that it never overtakes its request. */
export interface Cancellation {
  readonly kind: 'cancellation';
  readonly header: { readonly correlationId: string; readonly sender: number };
}

/** Nobody waits any more for a job that a worker has, waiting or running. The worker still replies. */
export interface Abandonment {
  readonly kind: 'abandonment';
  readonly header: { readonly correlationId: string; readonly receiver: number };
}

/** Asks a job worker for its load. `correlationId` says which of the primary's strategies asks. */
export interface Probe {
  readonly kind: 'probe';
  readonly header: { readonly correlationId: string; readonly receiver: number };
}

/** Answered between two jobs: a worker that computes does not hear. */
export interface ProbeReply {
  readonly kind: 'probe reply';
  readonly header: { readonly correlationId: string; readonly sender: number };
  readonly payload: LoadReport;
}
