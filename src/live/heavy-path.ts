import { v4 as uuid } from 'uuid';
import type { Channel } from './channel.ts';
import type { Answer, RequestPayload } from './messages.ts';
import type { PendingRequests } from './pending-requests.ts';

/** A heavy request on its way. */
export interface Submitted {
  readonly answer: Promise<Answer>;
  /** The client is gone: nobody waits for the answer any more. */
  cancel(): void;
}

/** How an HTTP worker gets heavy requests done. */
export type HeavyPath = (request: RequestPayload) => Submitted;

/** Requests of one HTTP worker that may wait for the primary at once. */
const MOST_PENDING = 10_000;

const TOO_MANY: Answer = {
  outcome: 'rejected',
  jobWorker: 0,
  waitMs: -1,
  serviceMs: -1,
  result: undefined,
  reason: 'too many requests wait for the primary',
};

/** Hands them to the primary, which picks a job worker. `pending` is resolved by the replies that come back. */
export function throughPrimary(worker: number, channel: Channel, pending: PendingRequests): HeavyPath {
  return (payload) => {
    if (pending.size >= MOST_PENDING || channel.isOverfull)
      return { answer: Promise.resolve(TOO_MANY), cancel: () => {} };
    const correlationId = uuid();
    const answer = pending.wait(correlationId, payload.timeoutMs);
    channel.post({ kind: 'request to primary', header: { correlationId, sender: worker }, payload });
    return {
      answer,
      cancel: () => channel.post({ kind: 'cancellation', header: { correlationId, sender: worker } }),
    };
  };
}
