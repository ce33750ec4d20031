import { v4 as uuid } from 'uuid';
import type { Channel } from '../wire/channel.ts';
import type { Answer, RequestPayload } from '../wire/messages.ts';
import type { PendingRequests } from './pending-requests.ts';

/** A heavy request on its way. */
export interface Submitted {
  readonly answer: Promise<Answer>;
  /** The client is gone: nobody waits for the answer, which has not come yet. */
  cancel(): void;
}

/** How an HTTP worker gets heavy requests done. */
export type HeavyPath = (request: RequestPayload) => Submitted;

/** Requests of one HTTP worker that may wait for the primary at once. */
const MOST_PENDING = 10_000;

const NOTHING = { jobWorker: 0, startedMs: 0, waitMs: -1, serviceMs: -1, result: undefined } as const;
const TOO_MANY: Answer = {
  ...NOTHING,
  outcome: 'rejected',
  reason: 'too many requests wait for the primary',
};
const CANCELLED: Answer = { ...NOTHING, outcome: 'cancelled', reason: 'the client is gone' };

/** Hands them to the primary, which picks a job worker. `pending` is resolved by the replies that come back. */
export function throughPrimary(
  worker: number,
  channel: Pick<Channel, 'send' | 'isOverfull'>,
  pending: PendingRequests,
): HeavyPath {
  return (payload) => {
    if (pending.size >= MOST_PENDING || channel.isOverfull)
      return { answer: Promise.resolve(TOO_MANY), cancel: () => {} };
    const correlationId = uuid();
    const answer = pending.wait(correlationId, payload.timeoutMs);
    channel.send({ kind: 'request to primary', header: { correlationId, sender: worker }, payload });
    return {
      answer,
      cancel: () => {
        // The primary does not answer it: it would count among those that wait until its deadline.
        pending.resolve(correlationId, CANCELLED);
        channel.send({ kind: 'cancellation', header: { correlationId, sender: worker } });
      },
    };
  };
}
