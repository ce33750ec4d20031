import { expect } from 'chai';
import { turnaroundMs } from '../../../src/bench/live/turnaround.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';

/** One that came at that time, and ran from then to then. */
function job(cameMs: number, startedMs: number, endedMs: number, jobWorker = 1): RequestRecord {
  return {
    jobWorker,
    startedMs,
    waitMs: startedMs - cameMs,
    serviceMs: endedMs - startedMs,
  } as RequestRecord;
}

describe('the time between two jobs of a worker', () => {
  const queued = Array.from({ length: 30 }, (_, i) => job(0, 1 + i * 12, 11 + i * 12));

  it('is measured where the second waited for the first', () => {
    expect(turnaroundMs(queued)).to.equal(2);
  });

  it('leaves out jobs that found their worker idle, and those of other workers', () => {
    const idle = job(1000, 1001, 1003);
    const other = job(0, 5, 400, 2);
    expect(turnaroundMs([idle, other, ...queued])).to.equal(2);
  });

  it('is not known from a few jobs', () => {
    expect(turnaroundMs(queued.slice(0, 10))).to.equal(undefined);
  });
});
