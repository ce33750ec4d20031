import { expect } from 'chai';
import { runIdealFifo } from '../../src/simulation/ideal-fifo.ts';
import type { JobStream, SimulatedType } from '../../src/simulation/job-stream.ts';
import type { Measures } from '../../src/simulation/measures.ts';
import { runProcessorSharing, runShortestRemaining } from '../../src/simulation/preemptive-references.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import { drawJobs, type ListedJob, ListedJobs, listed } from './listed-jobs.ts';
import { endTimes, RecordingMeasures, scheduledBy } from './recorded-run.ts';

type Reference = (jobs: JobStream, workers: number, measures: Measures) => void;

const TYPE: SimulatedType = { type: 'job', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: Infinity };
const jobs = drawJobs(1, 3000, 4, 0.8, { law: 'exponential', meanMs: 10 });

function measured(reference: Reference, workers: number, jobs: readonly ListedJob[]): RecordingMeasures {
  const measures = new RecordingMeasures({ warmupMs: 0, endMs: jobs.at(-1)!.atMs + 1 }, [TYPE], workers);
  reference(new ListedJobs(jobs), workers, measures);
  return measures;
}

function endsOf(reference: Reference, workers: number, jobs: readonly ListedJob[]): number[] {
  return measured(reference, workers, jobs).ends.map(({ endMs }) => endMs);
}

describe('a reference', () => {
  it('of a central queue is what pull FIFO does, job by job', () => {
    expect(endsOf(runIdealFifo, 4, jobs)).to.deep.equal(
      endTimes(scheduledBy(pullFifo), plainCluster(4), jobs),
    );
  });

  it('of shortest remaining time interrupts the job that has most left', () => {
    const short = [listed(0, 10), listed(1, 3), listed(2, 1), listed(3, 5)];
    // 10 runs from 0, 3 from 1, 1 from 2 to 3, 3 again to 5, 5 to 10, 10 again to 19.
    expect(endsOf(runShortestRemaining, 1, short)).to.deep.equal([19, 5, 3, 10]);
    // With two workers 10 is the one that makes way at 2, for 1 and then for 5.
    expect(endsOf(runShortestRemaining, 2, short)).to.deep.equal([12, 4, 3, 8]);
  });

  it('of processor sharing gives each job the same speed, none more than a worker', () => {
    // Alone to 4, then halves.
    expect(endsOf(runProcessorSharing, 1, [listed(0, 10), listed(4, 2)])).to.deep.equal([12, 8]);
    expect(endsOf(runProcessorSharing, 2, [listed(0, 10), listed(4, 2)])).to.deep.equal([10, 6]);
    // From 1 on three share two workers, until the first two are done at 4.
    expect(endsOf(runProcessorSharing, 2, [listed(0, 3), listed(0, 3), listed(1, 9)])).to.deep.equal([
      4, 4, 11,
    ]);
  });

  for (const [name, reference] of Object.entries({
    runIdealFifo,
    runShortestRemaining,
    runProcessorSharing,
  })) {
    it(`obeys Little, with jobs that end after the span: ${name}`, () => {
      const measures = measured(reference, 4, jobs);
      const { endMs } = measures.span;
      const within = measures.ends.reduce((sum, end) => sum + Math.min(end.endMs, endMs) - end.arrivalMs, 0);
      expect(measures.types[0]!.jobMs).to.be.closeTo(within, 1e-6 * within);
    });
  }
});
