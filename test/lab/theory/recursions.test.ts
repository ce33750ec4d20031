import { expect } from 'chai';
import fc from 'fast-check';
import { mmkMeanWait, mmkWaitProbability } from '../../../src/lab/theory/mmk.ts';
import { centralFifoStarts } from './kiefer-wolfowitz.ts';
import { assignedFifoStarts } from './lindley.ts';
import { drawReplay, meanWaitPower } from './replay.ts';

/** Arrivals in order and as many service times, in whole numbers so that ties are common and sums exact. */
const jobs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 20 })), { maxLength: 60 })
  .map((pairs) => {
    let now = 0;
    return {
      arrivals: pairs.map(([gap]) => {
        now += gap;
        return now;
      }),
      services: pairs.map(([, service]) => service),
    };
  });
const workerCount = fc.integer({ min: 1, max: 6 });

/** Plain: each job to the worker that is free first. */
function firstFreeWorkers(workers: number, arrivals: number[], services: number[]): number[] {
  const freeAt = new Array<number>(workers).fill(0);
  return arrivals.map((arrival, job) => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    freeAt[worker] = Math.max(arrival, freeAt[worker]!) + services[job]!;
    return worker;
  });
}

describe('theory: Kiefer–Wolfowitz and Lindley recursions', () => {
  it('agree on an example by hand', () => {
    expect(centralFifoStarts(2, [0, 1, 2, 3], [10, 3, 3, 1])).to.deep.equal([0, 1, 4, 7]);
    expect(assignedFifoStarts(2, [0, 1, 2, 3], [10, 3, 3, 1], [0, 1, 0, 1])).to.deep.equal([0, 1, 10, 4]);
  });

  it('a central queue is least work left, job by job', () => {
    fc.assert(
      fc.property(jobs, workerCount, ({ arrivals, services }, workers) => {
        const workerOf = firstFreeWorkers(workers, arrivals, services);
        expect(centralFifoStarts(workers, arrivals, services)).to.deep.equal(
          assignedFifoStarts(workers, arrivals, services, workerOf),
        );
      }),
    );
  });

  it('a central queue starts jobs in order, as soon as fewer than k are in service', () => {
    fc.assert(
      fc.property(jobs, workerCount, ({ arrivals, services }, workers) => {
        const starts = centralFifoStarts(workers, arrivals, services);
        starts.forEach((start, job) => {
          const unfinishedAt = (t: number) =>
            starts.slice(0, job).filter((earlier, i) => earlier + services[i]! > t).length;
          expect(start).to.be.at.least(Math.max(arrivals[job]!, starts[job - 1] ?? 0));
          expect(unfinishedAt(start)).to.be.below(workers);
          if (start > arrivals[job]!) expect(unfinishedAt(start - 1)).to.be.at.least(workers);
        });
      }),
    );
  });

  it('with one worker are one and the same, and more workers delay no job', () => {
    fc.assert(
      fc.property(jobs, workerCount, ({ arrivals, services }, workers) => {
        const one = centralFifoStarts(1, arrivals, services);
        expect(one).to.deep.equal(
          assignedFifoStarts(
            1,
            arrivals,
            services,
            services.map(() => 0),
          ),
        );
        centralFifoStarts(workers, arrivals, services).forEach((start, job) => {
          expect(start).to.be.at.most(one[job]!);
        });
      }),
    );
  });

  it('a replay of M/M/4 waits as Erlang says', () => {
    const { arrivals, services } = drawReplay(5, 400_000, 4 * 0.8, (u) => -Math.log(1 - u));
    const starts = centralFifoStarts(4, arrivals, services);
    const waited = starts.filter((start, job) => start > arrivals[job]!).length / starts.length;
    expect(meanWaitPower(starts, arrivals, 1) / mmkMeanWait(4, 0.8)).to.be.closeTo(1, 0.03);
    expect(waited).to.be.closeTo(mmkWaitProbability(4, 0.8), 0.01);
  });

  it('refuses a worker that does not exist', () => {
    expect(() => assignedFifoStarts(2, [0], [1], [2])).to.throw('job 0 is assigned to worker 2 of 2');
  });
});
