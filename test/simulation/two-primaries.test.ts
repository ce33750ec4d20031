import { expect } from 'chai';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import leastActive from '../../strategies/least-active.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import { assignedFifoStarts } from '../lab/theory/lindley.ts';
import { drawJobs, listed } from './listed-jobs.ts';
import { endTimes, overheard, recordedRun, scheduledBy } from './recorded-run.ts';

const WORKERS = 4;
const cluster = { ...plainCluster(WORKERS), primaries: 2 };
const jobs = drawJobs(1, 4000, WORKERS, 0.7, { law: 'exponential', meanMs: 10 });

describe('two primaries', () => {
  it('get each job once, about half of them each', () => {
    const { simulation, measures } = recordedRun(scheduledBy(leastActive), cluster, jobs);
    const arrived = simulation.primaries.map(({ dispatcher }) => dispatcher.tally.arrived);
    expect(arrived[0]! + arrived[1]!).to.equal(jobs.length);
    expect(arrived[0]).to.be.within(1800, 2200);
    expect(measures.types[0]!.outcomes.ok).to.equal(jobs.length);
  });

  it('share the workers, each of which runs what reaches it in order, one job at a time', () => {
    const workerOf = new Map<number, number>();
    const scheduling = overheard(scheduledBy(leastActive, Infinity), (job, worker) =>
      workerOf.set(job.arrivalMs, worker.index),
    );
    const ends = endTimes(scheduling, cluster, jobs);
    const starts = assignedFifoStarts(
      WORKERS,
      jobs.map(({ atMs }) => atMs),
      jobs.map(({ sizeMs }) => sizeMs),
      jobs.map(({ atMs }) => workerOf.get(atMs)!),
    );
    expect(ends).to.deep.equal(starts.map((start, job) => start + jobs[job]!.sizeMs));
  });

  it('see only their own assignments', () => {
    const counts = new Set<number>();
    const scheduling = overheard(scheduledBy(pullFifo), (_job, _worker, { workers }) => {
      counts.add(workers.reduce((sum, { unfinished }) => sum + unfinished, 0));
    });
    // A worker holds one job of each primary at most: never more than one a worker is counted.
    const burst = Array.from({ length: 40 }, () => listed(1, 10));
    const ends = endTimes(scheduling, cluster, burst);
    expect(Math.max(...counts)).to.be.below(WORKERS);
    expect(Math.max(...ends)).to.be.at.least(1 + (40 / WORKERS) * 10);
  });

  it('know concentration of none: arrivals are numbered by each', () => {
    const { measures } = recordedRun(scheduledBy(leastActive), cluster, jobs);
    expect(measures.concentration!.mean).to.be.NaN;
  });
});
