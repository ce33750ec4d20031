import { expect } from 'chai';
import { throughPrimary } from '../../../src/cluster/http-worker/heavy-path.ts';
import { PendingRequests } from '../../../src/cluster/http-worker/pending-requests.ts';
import { type Batch, Channel } from '../../../src/cluster/wire/channel.ts';
import type { RequestPayload } from '../../../src/cluster/wire/messages.ts';

const REQUEST: RequestPayload = {
  type: 'short',
  work: { runs: 'sleep', sizeMs: 1 },
  key: '',
  timeoutMs: 60_000,
};

describe('the way of heavy requests through the primary', () => {
  it('takes 10 000 that wait for it, and rejects what comes beyond', async () => {
    const pending = new PendingRequests();
    const ids: string[] = [];
    const send = ([, ...messages]: Batch) => {
      for (const [, id] of messages) ids.push(String(id));
      return true;
    };
    const channel = new Channel({ send }, () => {});
    const path = throughPrimary(1, channel, pending);
    const taken = Array.from({ length: 10_000 }, () => path(REQUEST).answer);
    expect(await path(REQUEST).answer).to.include({
      outcome: 'rejected',
      reason: 'too many requests wait for the primary',
    });
    channel.flush();
    expect(ids).to.have.length(10_000);
    const answer = { jobWorker: 2, startedMs: 1, waitMs: 0, serviceMs: 0, result: undefined, reason: '' };
    for (const id of ids) pending.resolve(id, { ...answer, outcome: 'ok' });
    expect(new Set((await Promise.all(taken)).map(({ outcome }) => outcome))).to.deep.equal(new Set(['ok']));
  });
});
