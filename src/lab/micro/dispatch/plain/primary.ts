import type { Worker } from 'node:cluster';
import type {
  ReplyFromPrimary,
  ReplyToPrimary,
  RequestFromPrimary,
  RequestToPrimary,
} from '../../../../cluster/wire/messages.ts';
import { monotonicMs } from '../../../../processes/clock.ts';
import { malformed } from '../failure.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { forkRole } from '../roles.ts';

interface Open {
  readonly httpWorker: number;
  readonly arrivedMs: number;
}

/** The same messages, each a nested object in a `process.send` of its own; requests in a Map, job workers in rotation. */
export async function runPlain(plan: PathPlan): Promise<LoopResult> {
  const http = await forkRole(import.meta.url, 'http-worker', plan);
  const jobWorkers: Worker[] = [];
  const open = new Map<string, Open>();
  let turn = 0;

  function requested({ header, payload }: RequestToPrimary): void {
    const { correlationId, sender } = header;
    open.set(correlationId, { httpWorker: sender, arrivedMs: monotonicMs() });
    turn = (turn + 1) % jobWorkers.length;
    const worker = jobWorkers[turn] as Worker;
    const assignment: RequestFromPrimary = {
      kind: 'request from primary',
      header: { correlationId, receiver: worker.id, attempt: 1 },
      payload: { work: payload.work, timeoutMs: payload.timeoutMs },
    };
    worker.send(assignment);
  }

  function replied({ header, payload }: ReplyToPrimary): void {
    const { correlationId, sender } = header;
    const request = open.get(correlationId) ?? malformed(header);
    open.delete(correlationId);
    const answer: ReplyFromPrimary = {
      kind: 'reply from primary',
      header: { correlationId, receiver: request.httpWorker },
      payload: {
        outcome: payload.ok ? 'ok' : 'failed',
        jobWorker: sender,
        startedMs: payload.startedMs,
        waitMs: payload.startedMs - request.arrivedMs,
        serviceMs: payload.serviceMs,
        result: payload.result,
        reason: payload.error,
      },
    };
    http.send(answer);
  }

  for (let i = 0; i < JOB_WORKERS; i++) {
    const worker = await forkRole(import.meta.url, 'job-worker', null);
    worker.on('message', (raw: ReplyToPrimary) => replied(raw));
    jobWorkers.push(worker);
  }
  return new Promise((resolve) => {
    http.on('message', (raw: RequestToPrimary | LoopResult) => {
      if ('kind' in raw) requested(raw);
      else resolve(raw);
    });
    http.send('start');
  });
}
