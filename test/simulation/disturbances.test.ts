import { expect } from 'chai';
import fc from 'fast-check';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import joinIdleQueue from '../../strategies/join-idle-queue.ts';
import leastActive from '../../strategies/least-active.ts';
import leastWorkLeft from '../../strategies/least-work-left.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import random from '../../strategies/random.ts';
import roundRobin from '../../strategies/round-robin.ts';
import workStealing from '../../strategies/work-stealing.ts';
import { drawJobs, listed } from './listed-jobs.ts';
import { endTimes, recordedRun, scheduledBy } from './recorded-run.ts';

const WORKERS = 4;
const kill = (atMs: number, worker: number) => ({ atMs, worker, speed: 0 });
const revive = (atMs: number, worker: number, speed = 1) => ({ atMs, worker, speed });

describe('a disturbance', () => {
  it('of a worker that is not there is refused: it would swallow jobs', () => {
    const cluster = { ...plainCluster(2), disturbances: [revive(5, 2)] };
    expect(() => recordedRun(scheduledBy(pullFifo), cluster, [listed(0, 10)])).to.throw(
      'worker 2 is disturbed, but there are 2, from 0',
    );
  });
});

describe('a worker that is killed', () => {
  it('loses what it runs and what waits there: both are run elsewhere', () => {
    const cluster = { ...plainCluster(2), disturbances: [kill(5, 0)] };
    const jobs = [listed(0, 10), listed(0, 20), listed(1, 10), listed(60, 1)];
    // The first worker runs the first job and has the third; the second is free at 20.
    const { ends, simulation, measures } = recordedRun(scheduledBy(roundRobin), cluster, jobs);
    expect(ends.map(({ endMs }) => endMs)).to.deep.equal([30, 20, 40, 61]);
    expect(simulation.primaries[0]!.dispatcher.tally).to.include({ retried: 2, settled: 4 });
    expect(measures.busyMs, 'the five lost ms count').to.equal(5 + 20 + 10 + 10 + 1);
  });

  it('leaves the jobs waiting where there is no other, until it is back', () => {
    const cluster = { ...plainCluster(1), disturbances: [kill(5, 0), revive(40, 0, 2)] };
    for (const definition of [pullFifo, random, leastActive])
      expect(endTimes(scheduledBy(definition), cluster, [listed(0, 10), listed(6, 10)])).to.deep.equal([
        45, 50,
      ]);
  });

  it('and is noticed later: until then it is sent jobs, and none of them ends', () => {
    const silent = { ...kill(5, 0), noticedAfterMs: 30 };
    const cluster = { ...plainCluster(1), disturbances: [silent, revive(40, 0)] };
    // With a window of 2 the second job is sent to the silent worker.
    const scheduling = { ...scheduledBy(roundRobin), window: 2 };
    const { ends, simulation } = recordedRun(scheduling, cluster, [listed(0, 10), listed(6, 10)]);
    expect(ends.map(({ endMs }) => endMs)).to.deep.equal([50, 60]);
    expect(simulation.primaries[0]!.dispatcher.tally).to.include({ retried: 2, settled: 2 });
  });

  it('takes a job with it for good at the third time', () => {
    const disturbances = [5, 15, 25].flatMap((atMs) => [kill(atMs, 0), revive(atMs + 1, 0)]);
    const { ends } = recordedRun(scheduledBy(pullFifo), { ...plainCluster(1), disturbances }, [
      listed(0, 100),
      listed(27, 10),
    ]);
    expect(ends.map(({ outcome, endMs }) => [outcome, endMs])).to.deep.equal([
      ['failed', 25],
      ['ok', 37],
    ]);
  });

  it('is not heard of when the job that it was to end then runs on another, though both end at one moment', () => {
    const cluster = { ...plainCluster(1), disturbances: [kill(5, 0), revive(5, 0)] };
    // 10 ms from 0 and 5 ms from 5 end together: the first of the two ends is of a job that was lost.
    const scheduling = scheduledBy(pullFifo);
    const { ends, measures } = recordedRun(scheduling, cluster, [listed(0, 10, 5), listed(1, 5)]);
    expect(ends.map(({ outcome, endMs }) => [outcome, endMs])).to.deep.equal([
      ['timedOut', 5],
      ['ok', 10],
    ]);
    expect(measures.busyMs).to.equal(2);
  });

  it('or slowed, or revived, at any moment: every job is settled exactly once', () => {
    const disturbance = fc.record({
      atMs: fc.integer({ min: 0, max: 3000 }),
      worker: fc.integer({ min: 0, max: WORKERS - 1 }),
      speed: fc.constantFrom(0, 0, 0.25, 1, 1, 2),
    });
    const strategies = [pullFifo, roundRobin, leastWorkLeft, joinIdleQueue, workStealing].map((one) =>
      scheduledBy(one),
    );
    fc.assert(
      fc.property(
        fc.array(disturbance, { maxLength: 30 }),
        fc.constantFrom(...strategies),
        fc.constantFrom(1, 2, Infinity),
        fc.constantFrom(0, 3),
        fc.constantFrom(1, 2),
        fc.nat(1000),
        (disturbances, scheduling, window, messageMs, primaries, seed) => {
          const jobs = drawJobs(seed, 200, WORKERS, 0.8, { law: 'exponential', meanMs: 50 }).map((job, i) =>
            i % 3 === 0 ? { ...job, timeoutMs: 100 } : job,
          );
          const back = [...Array(WORKERS).keys()].map((worker) => revive(3001, worker));
          const cluster = {
            ...plainCluster(WORKERS),
            primaries,
            messageMs,
            disturbances: [...disturbances, ...back],
          };
          const { ends, measures, simulation } = recordedRun({ ...scheduling, window }, cluster, jobs, seed);
          expect(measures.open).to.equal(0);
          expect(ends).to.have.length(jobs.length);
          const [type] = measures.types;
          const outcomes = Object.values(type!.outcomes).reduce((sum, count) => sum + count, 0);
          expect([outcomes, type!.offered, type!.inSystem]).to.deep.equal([jobs.length, jobs.length, 0]);
          for (const { dispatcher } of simulation.primaries)
            expect(dispatcher.tally.faults()).to.deep.equal([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a worker that is slowed', () => {
  it('takes longer for what it starts from then on', () => {
    const cluster = { ...plainCluster(1), disturbances: [revive(5, 0, 0.5)] };
    const jobs = [listed(0, 10), listed(1, 10)];
    expect(endTimes(scheduledBy(pullFifo), cluster, jobs)).to.deep.equal([10, 30]);
  });

  it('is as slow as one that was slow from the start', () => {
    const jobs = drawJobs(1, 500, 2, 0.7, { law: 'exponential', meanMs: 10 });
    const slow = { ...plainCluster(2), speeds: [1, 0.5] };
    const slowed = { ...plainCluster(2), disturbances: [revive(0, 1, 0.5)] };
    const scheduling = scheduledBy(roundRobin);
    expect(endTimes(scheduling, slowed, jobs)).to.deep.equal(endTimes(scheduling, slow, jobs));
  });
});
