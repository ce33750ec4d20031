import { expect } from 'chai';
import fc from 'fast-check';
import { idealMeanResponseMs, type ServedJob } from '../../../src/measuring/summary/ideal.ts';

/** The same queue, ms by ms: whoever is free takes the first in line. */
function stepwise(jobs: readonly ServedJob[], workers: number): number {
  const line = [...jobs].sort((a, b) => a.arrivalMs - b.arrivalMs);
  const leftMs = new Array<number>(workers).fill(0);
  let totalMs = 0;
  for (let nowMs = 0; line.length > 0; nowMs++) {
    for (let worker = 0; worker < workers; worker++) {
      while (leftMs[worker] === 0 && line[0] !== undefined && line[0].arrivalMs <= nowMs) {
        const { arrivalMs, serviceMs } = line.shift()!;
        leftMs[worker] = serviceMs;
        totalMs += nowMs + serviceMs - arrivalMs;
      }
    }
    for (let worker = 0; worker < workers; worker++) leftMs[worker] = Math.max(0, leftMs[worker]! - 1);
  }
  return totalMs / jobs.length;
}

const job = fc.record({ arrivalMs: fc.nat(20), serviceMs: fc.integer({ min: 1, max: 12 }) });

describe('the ideal mean response', () => {
  it('is that of a central queue, played ms by ms', () => {
    fc.assert(
      fc.property(
        fc.array(job, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (jobs, k) => {
          expect(idealMeanResponseMs(jobs, k)).to.be.closeTo(stepwise(jobs, k), 1e-9);
        },
      ),
    );
  });

  it('is the mean service where nobody waits', () => {
    const jobs = [3, 5, 10].map((serviceMs, i) => ({ arrivalMs: 100 * i, serviceMs }));
    expect(idealMeanResponseMs(jobs, 1)).to.equal(6);
  });

  it('grows by the wait where one must wait for another', () => {
    const jobs = [4, 6].map((serviceMs) => ({ arrivalMs: 0, serviceMs }));
    expect(idealMeanResponseMs(jobs, 1)).to.equal((4 + 10) / 2);
    expect(idealMeanResponseMs(jobs, 2)).to.equal((4 + 6) / 2);
  });

  it('needs the jobs in no order', () => {
    const jobs = Array.from({ length: 50 }, (_, i) => ({ arrivalMs: (i * 37) % 50, serviceMs: 1 + (i % 7) }));
    expect(idealMeanResponseMs(jobs.toReversed(), 3)).to.equal(idealMeanResponseMs(jobs, 3));
  });
});
