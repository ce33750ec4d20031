import { once } from 'node:events';
import { expect } from 'chai';
import { JobRun } from '../../src/jobs/job-run.ts';

const HOUR_MS = 3_600_000;
const LOG = { info() {}, warn() {}, error() {} };

describe('an attempt at a job', () => {
  it('is told that its deadline has passed, though the clock is set back meanwhile', async () => {
    const run = new JobRun('a job', 1, 5, LOG);
    const { now } = Date;
    Date.now = () => now() - HOUR_MS;
    const { signal } = run;
    Date.now = now;
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.reason.message).to.equal('job a job: its deadline has passed');
  });
});
