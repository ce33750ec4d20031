import { channel, tracingChannel } from 'node:diagnostics_channel';
import type { Answer, RequestPayload } from '../cluster/wire/messages.ts';

/** What subscribers of `tracing:cluster-scheduling-bench:job:*` are told of one run of a job. */
export interface JobEvent {
  readonly job: string;
  readonly type: string;
  readonly key: string;
  readonly timeoutMs: number;
  /** What became of it, from `asyncStart` on: outcome, the worker's id, waitMs, serviceMs. */
  result?: Answer;
  /** In `error`: only if it was given up. */
  error?: unknown;
}

const NAME = 'cluster-scheduling-bench:job';
const tracing = tracingChannel(NAME);
const channels = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((event) =>
  channel(`tracing:${NAME}:${event}`),
);

/** Costs nothing as long as nobody subscribes. */
export function traced(payload: RequestPayload, run: () => Promise<Answer>): Promise<Answer> {
  if (!channels.some(({ hasSubscribers }) => hasSubscribers)) return run();
  const { type, key, timeoutMs, work } = payload;
  const event: JobEvent = { job: work.runs === 'job' ? work.job : work.runs, type, key, timeoutMs };
  return tracing.tracePromise(run, event) as unknown as Promise<Answer>;
}
