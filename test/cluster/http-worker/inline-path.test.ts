import { expect } from 'chai';
import { InlinePath } from '../../../src/cluster/http-worker/inline-path.ts';
import type { JobFunction } from '../../../src/contract/define-job.ts';
import { LoadedJob } from '../../../src/jobs/loaded-job.ts';

function pathOf(run: JobFunction<never, unknown>): InlinePath {
  const quiet = { info() {}, warn() {}, error() {} };
  const byName = new Map([['job', LoadedJob.of('job', { default: run })]]);
  return new InlinePath(1, 1, { byName, logOf: () => quiet });
}

const REQUEST = {
  type: 'job',
  key: '',
  timeoutMs: 60_000,
  work: { runs: 'job', job: 'job', params: 'null' },
} as const;

describe('a job that its HTTP worker runs itself', () => {
  it('is answered, and what it computed is counted', async () => {
    const path = pathOf(() => {
      for (const endMs = performance.now() + 20; performance.now() < endMs; );
      return 7;
    });
    expect(await path.submit(REQUEST).answer).to.include({ outcome: 'ok', result: '7', jobWorker: 1 });
    const [use] = path.usage.account();
    expect(use).to.include({ job: 'job', runs: 1, idleMs: 0 });
    expect(use?.wallMs).to.be.at.least(20);
  });

  it('hears that its worker closes, which waits for it', async () => {
    const path = pathOf(
      (_params, { signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason.message))),
    );
    const { answer } = path.submit(REQUEST);
    await path.abandonAll();
    expect(await answer).to.include({
      outcome: 'ok',
      result: '"job job: its worker is about to close"',
    });
  });
});
