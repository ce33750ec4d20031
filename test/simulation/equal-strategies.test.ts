import { expect } from 'chai';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import darc from '../../strategies/darc.ts';
import deficitRoundRobin from '../../strategies/deficit-round-robin.ts';
import earliestDeadlineFirst from '../../strategies/earliest-deadline-first.ts';
import lateBinding from '../../strategies/late-binding.ts';
import leastActive from '../../strategies/least-active.ts';
import leastWorkOfTwo from '../../strategies/least-work-of-two.ts';
import nudge from '../../strategies/nudge.ts';
import powerOfTwoChoices from '../../strategies/power-of-two-choices.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import pullStack from '../../strategies/pull-stack.ts';
import random from '../../strategies/random.ts';
import roundRobin from '../../strategies/round-robin.ts';
import shortestJobFirst from '../../strategies/shortest-job-first.ts';
import shortestTypeFirst from '../../strategies/shortest-type-first.ts';
import sloRatio from '../../strategies/slo-ratio.ts';
import smoothWeighted from '../../strategies/smooth-weighted-round-robin.ts';
import startTimeFair from '../../strategies/start-time-fair.ts';
import { drawJobs, drawWholeJobs, type ListedJob } from './listed-jobs.ts';
import { assignmentsOf, endTimes, scheduledBy } from './recorded-run.ts';

const WORKERS = 5;
const EXPONENTIAL = { law: 'exponential', meanMs: 10 } as const;
const jobs = drawJobs(3, 5000, WORKERS, 0.9, EXPONENTIAL);
const cluster = plainCluster(WORKERS);

describe('strategies that must be one and the same, job by job', () => {
  it('one choice is random', () => {
    const expected = workersOf(scheduledBy(random));
    for (const replacement of ['with', 'without'] as const) {
      expect(workersOf(scheduledBy(powerOfTwoChoices, 2, { d: 1, replacement }))).to.deep.equal(expected);
    }
  });

  it('smooth weighted round robin with equal speeds is round robin', () => {
    const turns = jobs.map((_, job) => job % WORKERS);
    expect(workersOf(scheduledBy(roundRobin))).to.deep.equal(turns);
    expect(workersOf(scheduledBy(smoothWeighted))).to.deep.equal(turns);
  });

  it('late binding to d queues is least work left of the same d', () => {
    for (const d of [2, 3]) {
      const late = endTimes(scheduledBy(lateBinding, 1, { d }), cluster, jobs);
      expect(late).to.deep.equal(endTimes(scheduledBy(leastWorkOfTwo, 2, { d }), cluster, jobs));
    }
  });

  it('choices among all, a window without limit, and least active take a worker with the fewest jobs', () => {
    for (const scheduling of [
      scheduledBy(powerOfTwoChoices, 2, { d: WORKERS }),
      scheduledBy(pullFifo, Infinity),
      scheduledBy(leastActive),
    ]) {
      const { assignments } = assignmentsOf(scheduling, cluster, jobs);
      for (const { unfinishedThere, fewestUnfinished } of assignments)
        expect(unfinishedThere).to.equal(fewestUnfinished);
    }
  });

  it('orders that tell types or lengths apart are first come first served where there is one of each', () => {
    const alike = drawJobs(4, 3000, WORKERS, 0.95, { law: 'constant', meanMs: 10 });
    const expected = endTimes(scheduledBy(pullFifo), cluster, alike);
    const orders: Record<string, BoundedScheduling> = {
      'shortest job first': scheduledBy(shortestJobFirst),
      'shortest type first': scheduledBy(shortestTypeFirst),
      'earliest deadline first': scheduledBy(earliestDeadlineFirst),
      'deficit round robin': scheduledBy(deficitRoundRobin),
      'start-time fair': scheduledBy(startTimeFair),
      'SLO ratio': scheduledBy(sloRatio),
      nudge: scheduledBy(nudge),
      DARC: scheduledBy(darc),
    };
    for (const [name, scheduling] of Object.entries(orders))
      expect(endTimes(scheduling, cluster, alike), name).to.deep.equal(expected);
  });

  it('every order that never idles ends the busy periods of one worker at the same moments', () => {
    const whole = drawWholeJobs(5, 5000, 14, 10);
    const expected = busyPeriodEnds(scheduledBy(pullFifo), whole);
    expect(expected.length).to.be.above(100);
    for (const scheduling of [scheduledBy(pullStack), scheduledBy(shortestJobFirst), scheduledBy(nudge)])
      expect(busyPeriodEnds(scheduling, whole)).to.deep.equal(expected);
  });
});

describe('another unit of time', () => {
  const strategies = { pullFifo, leastActive, random, lateBinding, shortestJobFirst, pullStack };

  it('scales every time and changes nothing else', () => {
    const slower = jobs.map((job) => ({ ...job, atMs: job.atMs * 8, sizeMs: job.sizeMs * 8 }));
    for (const [name, definition] of Object.entries(strategies)) {
      const scheduling = scheduledBy(definition);
      const expected = endTimes(scheduling, cluster, jobs).map((endMs) => endMs * 8);
      expect(endTimes(scheduling, cluster, slower), name).to.deep.equal(expected);
    }
  });

  it('jobs of twice the size on workers of twice the speed end at the same moments', () => {
    const larger = jobs.map((job) => ({ ...job, sizeMs: job.sizeMs * 2 }));
    const faster = { ...cluster, speeds: cluster.speeds.map((speed) => speed * 2) };
    for (const definition of [pullFifo, leastActive, random]) {
      const scheduling = scheduledBy(definition);
      expect(endTimes(scheduling, faster, larger)).to.deep.equal(endTimes(scheduling, cluster, jobs));
    }
  });
});

function workersOf(scheduling: BoundedScheduling): number[] {
  return assignmentsOf(scheduling, cluster, jobs).assignments.map(({ worker }) => worker);
}

/** When one worker has run all that has come. */
function busyPeriodEnds(scheduling: BoundedScheduling, jobs: readonly ListedJob[]): number[] {
  const ends = endTimes(scheduling, plainCluster(1), jobs).sort((a, b) => a - b);
  return ends.filter((endMs, done) => (jobs[done + 1]?.atMs ?? Infinity) > endMs);
}
