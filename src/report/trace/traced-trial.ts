import type { RequestRecord } from '../../measuring/summary/request-record.ts';

/** When and where the job of a request ran, in ms from the start of the load. */
export interface JobSpan {
  readonly worker: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Undefined if the request had no job, if its job did not run, or if nobody kept when it ran. */
export function jobOf({ startedMs, jobWorker, serviceMs }: RequestRecord): JobSpan | undefined {
  if (startedMs === undefined || serviceMs < 0) return undefined;
  return { worker: jobWorker, startMs: startedMs, endMs: startedMs + serviceMs };
}

/** A moment that explains what follows it, such as a fault of the scenario. */
export interface Mark {
  readonly atMs: number;
  readonly what: string;
}

export interface TracedTrial {
  readonly name: string;
  readonly requests: readonly RequestRecord[];
  readonly marks: readonly Mark[];
}
