import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { throughPrimary } from '../../../src/cluster/http-worker/heavy-path.ts';
import { PendingRequests } from '../../../src/cluster/http-worker/pending-requests.ts';
import type { Answer, Message } from '../../../src/cluster/wire/messages.ts';

function answerBy(jobWorker: number): Answer {
  return { outcome: 'ok', jobWorker, startedMs: 1, waitMs: 0, serviceMs: 0, result: undefined, reason: '' };
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

  it('leave no timer behind when they are answered', () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const pending = new PendingRequests();
    void pending.wait('a', 60_000);
    expect(timers()).to.equal(before + 1);
    pending.resolve('a', answerBy(1));
    expect(timers()).to.equal(before);
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

  it('may have a deadline that is farther than a timer reaches', async () => {
    const pending = new PendingRequests();
    const answer = pending.wait('a', 3_600_000_000);
    await sleep(10);
    pending.resolve('a', answerBy(1));
    expect(await answer).to.include({ outcome: 'ok' });
  });

  it('do so no longer when their client is gone: the primary is told, and does not answer', async () => {
    const pending = new PendingRequests();
    const sent: Message[] = [];
    const submit = throughPrimary(1, { send: (message) => sent.push(message), isOverfull: false }, pending);
    const { answer, cancel } = submit({
      type: 'short',
      work: { runs: 'sleep', sizeMs: 1 },
      key: '',
      timeoutMs: 60_000,
    });
    cancel();
    expect(pending.size).to.equal(0);
    expect(sent.map(({ kind }) => kind)).to.deep.equal(['request to primary', 'cancellation']);
    expect(sent[1]!.header).to.deep.equal(sent[0]!.header);
    expect(await answer).to.include({ outcome: 'cancelled' });
  });
});
