import { expect } from 'chai';
import type { Answer } from '../../src/live/messages.ts';
import { PendingRequests } from '../../src/live/pending-requests.ts';

function answerBy(jobWorker: number): Answer {
  return { outcome: 'ok', jobWorker, waitMs: 0, serviceMs: 0, result: undefined, reason: '' };
}

describe('requests that wait for the primary', () => {
  it('are each resolved by the answer with their id, in whatever order', async () => {
    const pending = new PendingRequests();
    const ids = Array.from({ length: 100 }, (_, i) => i);
    const answers = Promise.all(ids.map((id) => pending.wait(`request ${id}`, 60_000)));
    for (const id of ids.toReversed()) pending.resolve(`request ${id}`, answerBy(id));
    expect((await answers).map(({ jobWorker }) => jobWorker)).to.deep.equal(ids);
    expect(pending).to.include({ size: 0, late: 0 });
  });

  it('drop and count every answer but the first', async () => {
    const pending = new PendingRequests();
    const answer = pending.wait('a', 60_000);
    for (const jobWorker of [1, 2, 3]) pending.resolve('a', answerBy(jobWorker));
    pending.resolve('never asked', answerBy(4));
    expect(await answer).to.include({ jobWorker: 1 });
    expect(pending).to.include({ size: 0, late: 3 });
  });

  it('are given up some time after their deadline if the primary is silent', async function () {
    this.timeout(20_000);
    const pending = new PendingRequests();
    const answer = await pending.wait('a', 1);
    expect(answer).to.include({ outcome: 'timedOut', reason: 'the primary did not answer' });
    pending.resolve('a', answerBy(1));
    expect(pending).to.include({ size: 0, late: 1 });
  });
});
