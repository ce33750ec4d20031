import { expect } from 'chai';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import { StrategyFailure } from '../../src/core/scheduling/strategy-failure.ts';
import type { SimulatedType } from '../../src/simulation/job-stream.ts';
import { Measures } from '../../src/simulation/measures.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import pullStack from '../../strategies/pull-stack.ts';
import { drawJobs, type ListedJob, ListedJobs, listed } from './listed-jobs.ts';
import { recordedRun, scheduledBy } from './recorded-run.ts';

const TYPE: SimulatedType = { type: 'job', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: Infinity };

function measured(
  scheduling: BoundedScheduling,
  workers: number,
  jobs: readonly ListedJob[],
  warmupMs: number,
  endMs: number,
): Measures {
  const measures = new Measures({ warmupMs, endMs }, [TYPE], workers);
  new Simulation(scheduling, plainCluster(workers), new ListedJobs(jobs), measures, 1).run();
  return measures;
}

describe('what a simulation measures', () => {
  it('is every job that arrives within the span, however long after it ends', () => {
    const jobs = [listed(1, 10), listed(20, 1000), listed(30, 10), listed(40, 10)];
    const measures = measured(scheduledBy(pullFifo), 1, jobs, 15, 35);
    const [type] = measures.types;
    expect([measures.open, type!.offered, type!.outcomes.ok]).to.deep.equal([0, 2, 2]);
    expect(type!.responseMs.sum).to.equal(1000 + 1000);
    expect(type!.responseMs.max).to.equal(1000);
  });

  it('meets the same load to the last: jobs go on arriving until the measured ones are over', () => {
    // On a stack the job of 10 waits for all that come while it does.
    const later = Array.from({ length: 10 }, (_, i) => listed(11 + i, 5));
    const jobs = [listed(0, 9), listed(8, 100), listed(10, 1), ...later];
    const measures = measured(scheduledBy(pullStack), 1, jobs, 10, 10.5);
    expect(measures.types[0]!.responseMs.sum).to.equal(9 + 100 + 10 * 5 + 1 - 10);
  });

  it('is exact where all can be done by hand', () => {
    const jobs = [listed(0, 4), listed(1, 4), listed(2, 4)];
    const { measures } = recordedRun(scheduledBy(pullFifo), plainCluster(1), jobs);
    const [type] = measures.types;
    expect([type!.waitMs.sum, type!.responseMs.sum, type!.slowdown.sum]).to.deep.equal([
      3 + 6,
      4 + 7 + 10,
      (4 + 7 + 10) / 4,
    ]);
    expect([measures.started, measures.overtaken]).to.deep.equal([3, 0]);
  });

  it('fails for a strategy that holds jobs for good while all workers are idle', () => {
    const holding: BoundedScheduling = {
      strategyName: 'holds for good',
      uses: [],
      create: () => ({ jobArrived() {}, workerFree() {} }),
      window: 1,
      queueLimit: Infinity,
    };
    expect(() => measured(holding, 1, [listed(1, 1), listed(2, 1)], 0, 10)).to.throw(
      StrategyFailure,
      'holds for good holds 2 jobs',
    );
  });

  it('is broken off when the measured jobs are held for good and others go on arriving', () => {
    let atMs = 0;
    const endless = {
      type: TYPE,
      sizeMs: 0.5,
      get atMs() {
        return atMs;
      },
      advance() {
        atMs++;
      },
    };
    const holdsTheFirst: BoundedScheduling = {
      strategyName: 'holds the first',
      uses: [],
      create: (cluster) => ({
        jobArrived(job) {
          if (job.id > 0) cluster.assign(job, cluster.workers[0]!);
        },
        workerFree() {},
      }),
      window: 1,
      queueLimit: Infinity,
    };
    const measures = new Measures({ warmupMs: 0, endMs: 10 }, [TYPE], 1);
    new Simulation(holdsTheFirst, plainCluster(1), endless, measures, 1).run();
    expect([measures.open, measures.types[0]!.outcomes.ok]).to.deep.equal([1, 9]);
  });

  it('gives rare long waits the time they need, whatever the span', () => {
    const jobs = drawJobs(3, 4000, 50, 0.9, { law: 'exponential', meanMs: 10 });
    const spanMs = 20;
    const measures = measured(scheduledBy(pullStack), 50, jobs, 0, spanMs);
    const offered = jobs.filter(({ atMs }) => atMs < spanMs).length;
    expect([measures.open, measures.types[0]!.outcomes.ok]).to.deep.equal([0, offered]);
    expect(measures.types[0]!.responseMs.max).to.be.above(2 * spanMs);
  });

  it('counts the work that is under way when all is over', () => {
    // Of the warm-up, so nobody waits for its end.
    const jobs = [listed(0, 1000), listed(10, 5), listed(40, 5)];
    const measures = measured(scheduledBy(pullFifo), 2, jobs, 5, 30);
    expect(measures.busyMs).to.equal(5 + 25);
  });

  it('tells of a deadline when it passes', () => {
    const jobs = [listed(0, 10), listed(1, 10, 4), listed(2, 10)];
    const { ends, measures } = recordedRun(scheduledBy(pullFifo), plainCluster(1), jobs);
    expect(ends.map(({ outcome, endMs }) => [outcome, endMs])).to.deep.equal([
      ['ok', 10],
      ['timedOut', 5],
      ['ok', 20],
    ]);
    expect(measures.types[0]!.responseMs.count).to.equal(2);
  });
});
