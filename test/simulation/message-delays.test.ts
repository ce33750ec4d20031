import { expect } from 'chai';
import type { Worker } from '../../src/contract/job.ts';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import leastActive from '../../strategies/least-active.ts';
import nearMachineFirst from '../../strategies/near-machine-first.ts';
import prequal from '../../strategies/prequal.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import random from '../../strategies/random.ts';
import { drawJobs, listed } from './listed-jobs.ts';
import { endTimes, recordedRun, scheduledBy } from './recorded-run.ts';

describe('messages that take time', () => {
  it('make a request four messages longer', () => {
    const cluster = { ...plainCluster(2), messageMs: 3 };
    const jobs = [listed(0, 10), listed(100, 20)];
    expect(endTimes(scheduledBy(pullFifo), cluster, jobs)).to.deep.equal([22, 132]);
    const { measures } = recordedRun(scheduledBy(pullFifo), cluster, jobs);
    expect(measures.types[0]!.waitMs.sum).to.equal(24);
  });

  it('idle a worker for a round trip between jobs with a window of 1, not with 2', () => {
    const cluster = { ...plainCluster(1), messageMs: 3 };
    const jobs = [0, 1, 2].map((atMs) => listed(atMs, 10));
    // Reaches the worker at 6; done at 16, known at 19, the next one reaches it at 22.
    expect(endTimes(scheduledBy(pullFifo, 1), cluster, jobs)).to.deep.equal([22, 38, 54]);
    expect(endTimes(scheduledBy(pullFifo, 2), cluster, jobs)).to.deep.equal([22, 32, 42]);
  });

  it('with late news let the client wait no longer, but keep the worker from its next job', () => {
    const cluster = { ...plainCluster(1), newsDelayMs: 5 };
    const jobs = [listed(0, 10), listed(1, 10)];
    expect(endTimes(scheduledBy(pullFifo, 1), cluster, jobs)).to.deep.equal([10, 25]);
  });

  it('with late news hide from a strategy which worker is free', () => {
    const jobs = [listed(0, 10), listed(1, 50), listed(12, 10)];
    const scheduling = scheduledBy(leastActive);
    const lastEnds = (newsDelayMs: number) =>
      Array.from(
        { length: 40 },
        (_, seed) => endTimes(scheduling, { ...plainCluster(2), newsDelayMs }, jobs, seed)[2],
      );
    expect(new Set(lastEnds(0))).to.deep.equal(new Set([22]));
    expect(new Set(lastEnds(5))).to.deep.equal(new Set([22, 61]));
  });

  it('leave alone what the way to the client adds to each answer: no worker waits for it', () => {
    const jobs = drawJobs(1, 100, 1, 0.8, { law: 'exponential', meanMs: 10 });
    const [plain, around] = [0, 5].map((aroundMs) =>
      endTimes(scheduledBy(random), { ...plainCluster(1), messageMs: 1, aroundMs }, jobs, 1),
    ) as [number[], number[]];
    for (const [i, endMs] of around.entries()) expect(endMs).to.be.closeTo(plain[i]! + 5, 1e-9);
  });

  it('take longer to and from another machine, which a strategy may avoid', () => {
    const cluster = { ...plainCluster(2), messageMs: 1, hosts: ['', 'b'], farMs: 4 };
    const jobs = [listed(0, 10), listed(5, 10), listed(100, 10)];
    const near = scheduledBy(nearMachineFirst);
    expect(endTimes(near, cluster, jobs)).to.deep.equal([14, 27, 114]);
    expect(endTimes(near, { ...cluster, messageMs: 0, farMs: 0 }, jobs)).to.deep.equal([10, 15, 110]);
  });

  it('obey Little: jobs in the system over time are what the jobs spend there', () => {
    const jobs = drawJobs(1, 2000, 4, 0.8, { law: 'exponential', meanMs: 10 });
    for (const delays of [
      { messageMs: 2, newsDelayMs: 0 },
      { messageMs: 0.5, newsDelayMs: 7 },
    ]) {
      const { measures, ends } = recordedRun(scheduledBy(random), { ...plainCluster(4), ...delays }, jobs);
      const { endMs } = measures.span;
      const within = ends.reduce((sum, end) => sum + Math.min(end.endMs, endMs) - end.arrivalMs, 0);
      expect(measures.types[0]!.jobMs).to.be.closeTo(within, 1e-6 * within);
    }
  });

  it('bring a load report two messages later', () => {
    const heard: string[] = [];
    const probing: BoundedScheduling = {
      ...scheduledBy(prequal, Infinity),
      create: (cluster) => ({
        jobArrived(job) {
          const worker = cluster.workers[0] as Worker;
          cluster.assign(job, worker);
          cluster.probe(worker);
          heard.push(`asked at ${cluster.now()}`);
        },
        workerFree() {},
        probed(_worker, { unfinished, latencyMs }) {
          heard.push(`told at ${cluster.now()}: ${unfinished} jobs, ${latencyMs} ms`);
        },
      }),
    };
    recordedRun(probing, { ...plainCluster(1), messageMs: 1 }, [listed(0, 10), listed(4, 10)]);
    expect(heard).to.deep.equal([
      'asked at 1',
      'told at 3: 1 jobs, 20 ms',
      'asked at 5',
      'told at 7: 2 jobs, 30 ms',
    ]);
  });
});
