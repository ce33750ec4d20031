import { expect } from 'chai';
import { waitingJobs } from '../../../src/bench/live/waiting-jobs.ts';

const TYPES = {
  fetch: { runs: 'job', job: 'fetch', share: 1 },
  render: { runs: 'job', job: 'render', share: 1 },
  short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 1 },
} as const;

describe('a type whose jobs wait', () => {
  it('is told in one sentence, and one that shares few cores is not', () => {
    const use = (job: string, cpuMs: number, idleMs: number) => ({
      job,
      runs: 2,
      wallMs: 100,
      cpuMs,
      idleMs,
    });
    const trials = [
      { jobUse: [use('fetch', 10, 90), use('render', 40, 0)] },
      { jobUse: [use('fetch', 30, 60)] },
      {},
    ];
    expect(waitingJobs({ types: TYPES }, trials)).to.deep.equal([
      {
        code: 'waits',
        strategy: null,
        message: 'fetch computes for 20 % of its time: it waits, and does not need a worker of its own',
      },
    ]);
  });
});
