import { expect } from 'chai';
import { AFTER_DEADLINE_MS } from '../../src/core/after-deadline.ts';

describe('the limits after a deadline', () => {
  it('grow from those who work to those who wait for them, so that none gives up on what is about to come', () => {
    const { jobWorker, httpWorker, client, primary, connection, account } = AFTER_DEADLINE_MS;
    const waiting = [0, jobWorker, httpWorker, client, primary, connection, account];
    for (const [i, ms] of waiting.slice(1).entries()) expect(ms, `limit ${i}`).to.be.above(waiting[i]!);
    expect(Object.values(AFTER_DEADLINE_MS), 'and stand in that order').to.deep.equal(waiting.slice(1));
  });
});
