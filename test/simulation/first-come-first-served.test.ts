import { expect } from 'chai';
import type { ServiceTime } from '../../src/contract/workload.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import completedWork from '../../strategies/completed-work.ts';
import consistentHash from '../../strategies/consistent-hash-bounded-load.ts';
import joinIdleQueue from '../../strategies/join-idle-queue.ts';
import lateBinding from '../../strategies/late-binding.ts';
import leastActive from '../../strategies/least-active.ts';
import leastWorkLeft from '../../strategies/least-work-left.ts';
import leastWorkOfTwo from '../../strategies/least-work-of-two.ts';
import peakEwma from '../../strategies/peak-ewma.ts';
import powerOfTwoChoices from '../../strategies/power-of-two-choices.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import random from '../../strategies/random.ts';
import roundRobin from '../../strategies/round-robin.ts';
import sizeInterval from '../../strategies/size-interval.ts';
import smoothWeighted from '../../strategies/smooth-weighted-round-robin.ts';
import typeAffinity from '../../strategies/type-affinity.ts';
import { centralFifoStarts } from '../lab/theory/kiefer-wolfowitz.ts';
import { assignedFifoStarts } from '../lab/theory/lindley.ts';
import { drawJobs, drawWholeJobs, type ListedJob } from './listed-jobs.ts';
import { assignmentsOf, endTimes, scheduledBy } from './recorded-run.ts';

const LAWS: ServiceTime[] = [
  { law: 'exponential', meanMs: 10 },
  { law: 'constant', meanMs: 10 },
  { law: 'hyperexponential', meanMs: 10, squaredCv: 20 },
  { law: 'bounded-pareto', lowMs: 1, highMs: 1e4, alpha: 1.1 },
];

/** Every law at several sizes of cluster and loads, overload too. */
const WORKLOADS = LAWS.flatMap((service, i) =>
  [
    [1, 0.9],
    [4, 0.7],
    [16, 1.2],
  ].map(([workers, load]) => ({
    name: `${service.law}, ${workers} workers at ${load}`,
    workers: workers!,
    jobs: drawJobs(100 * i + workers!, 1500, workers!, load!, service),
  })),
);

const PUSH = {
  random: scheduledBy(random),
  'round robin': scheduledBy(roundRobin),
  'smooth weighted round robin': scheduledBy(smoothWeighted),
  'least active': scheduledBy(leastActive),
  'join the idle queue': scheduledBy(joinIdleQueue),
  'two choices': scheduledBy(powerOfTwoChoices),
  'least work of two': scheduledBy(leastWorkOfTwo),
  'least work left': scheduledBy(leastWorkLeft),
  'size intervals': scheduledBy(sizeInterval),
  'type affinity': scheduledBy(typeAffinity),
  'peak EWMA': scheduledBy(peakEwma),
  'completed work': scheduledBy(completedWork),
  'consistent hashing': scheduledBy(consistentHash),
};

describe('a simulated cluster, job by job and to the last bit', () => {
  for (const { name, workers, jobs } of WORKLOADS) {
    it(`with a central queue is the Kiefer–Wolfowitz recursion: ${name}`, () => {
      const expected = centralQueueEnds(workers, jobs);
      const cluster = plainCluster(workers);
      expect(endTimes(scheduledBy(pullFifo), cluster, jobs), 'pull FIFO').to.deep.equal(expected);
      expect(endTimes(scheduledBy(leastWorkLeft), cluster, jobs), 'least work left').to.deep.equal(expected);
      const late = scheduledBy(lateBinding, 1, { d: workers });
      expect(endTimes(late, cluster, jobs), 'late binding to all').to.deep.equal(expected);
    });
  }

  it('with a central queue is that recursion where many things fall on one moment', () => {
    for (const workers of [1, 2, 5]) {
      const jobs = drawWholeJobs(workers, 3000, 6 / workers, 5);
      const ends = endTimes(scheduledBy(pullFifo), plainCluster(workers), jobs);
      expect(ends).to.deep.equal(centralQueueEnds(workers, jobs));
    }
  });

  it('with a central queue is that recursion where very many workers share it', () => {
    const workers = 2000;
    const jobs = drawJobs(7, 20_000, workers, 0.99, { law: 'exponential', meanMs: 10 });
    const ends = endTimes(scheduledBy(pullFifo), plainCluster(workers), jobs);
    expect(ends).to.deep.equal(centralQueueEnds(workers, jobs));
  });

  for (const [name, scheduling] of Object.entries(PUSH)) {
    it(`bound on arrival by ${name} is the Lindley recursion at each worker, whatever the window`, () => {
      for (const { workers, jobs } of WORKLOADS) {
        for (const window of [1, 2, Infinity]) {
          const windowed = { ...scheduling, window };
          const { assignments, ends } = assignmentsOf(windowed, plainCluster(workers), jobs);
          const starts = assignedFifoStarts(
            workers,
            jobs.map(({ atMs }) => atMs),
            jobs.map(({ sizeMs }) => sizeMs),
            assignments.map(({ worker }) => worker),
          );
          const expected = starts.map((start, job) => start + jobs[job]!.sizeMs);
          expect(ends.map(({ endMs }) => endMs)).to.deep.equal(expected);
        }
      }
    });
  }
});

function centralQueueEnds(workers: number, jobs: readonly ListedJob[]): number[] {
  const starts = centralFifoStarts(
    workers,
    jobs.map(({ atMs }) => atMs),
    jobs.map(({ sizeMs }) => sizeMs),
  );
  return starts.map((start, job) => start + jobs[job]!.sizeMs);
}
