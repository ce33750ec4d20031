import { unknownName } from '../catalogue/names.ts';
import type { Submitted } from '../cluster/http-worker/heavy-path.ts';
import type { Answer, RequestPayload } from '../cluster/wire/messages.ts';
import { jsonText } from '../jobs/json-text.ts';
import { MAX_KEY_LENGTH, MAX_PARAMS_LENGTH, MAX_TYPE_LENGTH } from '../jobs/limits.ts';
import { messageOf } from '../jobs/thrown.ts';
import { MovingMean } from '../toolkit/moving-mean.ts';
import { JobRefused, resultOf } from './errors.ts';
import { traced } from './job-channel.ts';
import type { JobFacts, Route } from './route.ts';

export interface RunOptions {
  /** Gives the job up when it fires; `run` then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline from now on. At most that of the job and of the cluster. */
  readonly timeoutMs?: number | undefined;
  /** What jobs that belong together share, for strategies that look at it. */
  readonly key?: string | undefined;
  /** What strategies and statistics tell apart; the name of the job if absent. */
  readonly type?: string | undefined;
}

/** How long jobs wait lately, for those who are told to come again. */
const recentWaitMs = new MovingMean();

/** Runs a job by that route. Rejects with a JobError, or with the signal's reason. */
export async function runJob(
  route: Route,
  name: string,
  params: unknown,
  options: RunOptions,
): Promise<unknown> {
  options.signal?.throwIfAborted();
  const job = route.jobs.get(name);
  if (job === undefined) throw new TypeError(unknownName('job', name, [...route.jobs.keys()]));
  const payload = requestFor(route, job, name, params, options);
  let answer: Answer;
  try {
    answer = await traced(payload, () => answerOf(route.path(payload), options.signal));
  } catch (reason) {
    route.kept?.answered(payload.type, 'cancelled', '', undefined);
    throw reason;
  }
  const { outcome, waitMs, serviceMs, reason } = answer;
  route.kept?.answered(payload.type, outcome, reason, serviceMs < 0 ? undefined : { waitMs, serviceMs });
  if (waitMs >= 0) recentWaitMs.add(waitMs);
  return resultOf(name, answer, payload.timeoutMs, retryAfter);
}

function requestFor(
  route: Route,
  job: JobFacts,
  name: string,
  params: unknown,
  { timeoutMs = Number.POSITIVE_INFINITY, key = '', type = name }: RunOptions,
): RequestPayload {
  if (!(timeoutMs > 0)) throw new RangeError(`timeoutMs must be a number above 0, but is ${timeoutMs}`);
  limited('key', key, MAX_KEY_LENGTH);
  limited('type', type, MAX_TYPE_LENGTH);
  const refused = job.check(params);
  if (refused !== undefined) throw new JobRefused(name, refused);
  return {
    type,
    work: { runs: 'job', job: name, params: paramsText(name, params) },
    key,
    timeoutMs: Math.min(timeoutMs, job.timeoutMs ?? Number.POSITIVE_INFINITY, route.timeoutMs),
  };
}

/** JSON has nothing for a job without parameters but null. */
function paramsText(name: string, params: unknown = null): string {
  try {
    return jsonText('params', params, MAX_PARAMS_LENGTH);
  } catch (error) {
    throw new JobRefused(name, messageOf(error));
  }
}

function limited(what: string, text: unknown, length: number): void {
  if (typeof text !== 'string' || text.length > length)
    throw new RangeError(`${what} must be a text of at most ${length} characters`);
}

/** In s, from 1. */
function retryAfter(): number {
  return Math.max(1, Math.ceil(recentWaitMs.value / 1000));
}

function answerOf(submitted: Submitted, signal: AbortSignal | undefined): Promise<Answer> {
  return signal === undefined ? submitted.answer : untilAborted(submitted, signal);
}

async function untilAborted({ answer, cancel }: Submitted, signal: AbortSignal): Promise<Answer> {
  let aborted = () => {};
  const whenAborted = new Promise<never>((_resolve, reject) => {
    aborted = () => {
      cancel();
      reject(signal.reason);
    };
  });
  signal.addEventListener('abort', aborted, { once: true });
  try {
    return await Promise.race([answer, whenAborted]);
  } finally {
    signal.removeEventListener('abort', aborted);
  }
}
