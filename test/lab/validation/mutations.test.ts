import { expect } from 'chai';
import type { Worker } from '../../../src/contract/job.ts';
import type { BoundedScheduling } from '../../../src/core/scheduling/scheduling.ts';
import { mmkMeanWait } from '../../../src/lab/theory/mmk.ts';
import { type CheckResult, checkResults } from '../../../src/lab/validation/check-result.ts';
import { exponentialJobs } from '../../../src/lab/validation/checks/laws.ts';
import type { Experiment, System } from '../../../src/lab/validation/experiment.ts';
import { meanResponse, meanWait } from '../../../src/lab/validation/questions.ts';
import { replicate } from '../../../src/lab/validation/replication.ts';
import { plainCluster } from '../../../src/simulation/simulated-cluster.ts';
import { assignOnArrival } from '../../../src/toolkit/assign-on-arrival.ts';
import leastActive from '../../../strategies/least-active.ts';
import powerOfTwoChoices from '../../../strategies/power-of-two-choices.ts';
import pullFifo from '../../../strategies/pull-fifo.ts';
import { drawJobs } from '../../simulation/listed-jobs.ts';
import { assignmentsOf, endTimes, scheduledBy, tampered } from '../../simulation/recorded-run.ts';
import { centralFifoStarts } from '../theory/kiefer-wolfowitz.ts';
import { expectation, stationary } from '../theory/markov-chain.ts';
import { question, synthetic } from './synthetic.ts';

const EXPONENTIAL = { law: 'exponential', meanMs: 1 } as const;

describe('a mistake put in on purpose is found:', () => {
  describe('workers that are offered again only with the next event', () => {
    const right = scheduledBy(pullFifo);
    const wrong = tampered(right, (strategy) => {
      let late: Worker | undefined;
      const offer = () => {
        const worker = late;
        late = undefined;
        if (worker !== undefined) strategy.workerFree(worker);
      };
      return {
        jobArrived(job) {
          strategy.jobArrived(job);
          offer();
        },
        workerFree(worker) {
          offer();
          late = worker;
        },
      };
    });

    it('by the recursion for a central queue', () => {
      const jobs = drawJobs(1, 2000, 4, 0.8, EXPONENTIAL);
      const starts = centralFifoStarts(
        4,
        jobs.map(({ atMs }) => atMs),
        jobs.map(({ sizeMs }) => sizeMs),
      );
      const expected = starts.map((start, job) => start + jobs[job]!.sizeMs);
      expect(endTimes(right, plainCluster(4), jobs)).to.deep.equal(expected);
      expect(endTimes(wrong, plainCluster(4), jobs)).to.not.deep.equal(expected);
    });

    it('by the mean wait', async () => {
      const asked = [{ ...meanWait(mmkMeanWait(4, 0.8)), limit: 0.05 }];
      expect((await resultOf(right, 4, 0.8, asked)).passed).to.equal(true);
      expect(reason(await resultOf(wrong, 4, 0.8, asked))).to.equal('theory is outside');
    });
  });

  describe('a choice of two that may draw the same worker twice', () => {
    const right = scheduledBy(powerOfTwoChoices, 2, { replacement: 'without' });
    const wrong = scheduledBy(powerOfTwoChoices, 2, { replacement: 'with' });

    it('by what it must find: of two workers the one with fewer jobs', () => {
      const jobs = drawJobs(1, 2000, 2, 0.8, EXPONENTIAL);
      const longer = (scheduling: BoundedScheduling) =>
        assignmentsOf(scheduling, plainCluster(2), jobs).assignments.filter(
          ({ unfinishedThere, fewestUnfinished }) => unfinishedThere > fewestUnfinished,
        );
      expect(longer(right)).to.be.empty;
      expect(longer(wrong)).to.not.be.empty;
    });

    it('by the mean response of two queues, the shorter of which is joined', async () => {
      const asked = [{ ...meanResponse(shorterOfTwoMeanResponse(0.8)), limit: 0.05 }];
      expect((await resultOf(right, 2, 0.8, asked)).passed).to.equal(true);
      expect(reason(await resultOf(wrong, 2, 0.8, asked))).to.equal('theory is outside');
    });
  });

  describe('ties that always go to the worker with the lowest index', () => {
    const right = scheduledBy(leastActive);
    const wrong: BoundedScheduling = {
      ...right,
      create: (cluster) =>
        assignOnArrival(cluster, () =>
          cluster.workers.reduce((best, worker) => (worker.unfinished < best.unfinished ? worker : best)),
        ),
    };

    it('by the share of the jobs that one worker gets', () => {
      expect(shareOfFirst(right).passed).to.equal(true);
      expect(reason(shareOfFirst(wrong))).to.equal('theory is outside');
    });

    it('by what two primaries do that see only their own: they herd', () => {
      // Each alone can tell idle from busy, but not which of the idle ones the other has just taken.
      const jobs = drawJobs(1, 20_000, 8, 0.5, EXPONENTIAL);
      const meanResponseOf = (scheduling: BoundedScheduling) => {
        const ends = endTimes(scheduling, { ...plainCluster(8), primaries: 4 }, jobs);
        return ends.reduce((sum, endMs, job) => sum + endMs - jobs[job]!.atMs, 0) / jobs.length;
      };
      expect(meanResponseOf(wrong)).to.be.above(1.2 * meanResponseOf(right));
    });

    function shareOfFirst(scheduling: BoundedScheduling): CheckResult {
      const replications = Array.from({ length: 20 }, (_, seed) => {
        const jobs = drawJobs(seed, 2000, 4, 0.5, EXPONENTIAL);
        const { assignments } = assignmentsOf(scheduling, plainCluster(4), jobs, seed);
        const first = assignments.filter(({ worker }) => worker === 0).length;
        return { observed: [first / jobs.length], controls: [] };
      });
      const experiment = synthetic('least active of 4', 20, [question('share of one', 1 / 4, 0.05)]);
      return checkResults(experiment, replications, 0)[0]!;
    }
  });
});

async function resultOf(
  scheduling: BoundedScheduling,
  workers: number,
  load: number,
  questions: Experiment['questions'],
): Promise<CheckResult> {
  const system: System = {
    workers,
    utilisation: load,
    ...exponentialJobs,
    presentAtStart: 0,
    warmupJobs: 500,
    measuredJobs: 10_000,
  };
  const experiment: Experiment = {
    name: scheduling.strategyName,
    system,
    scheduling,
    controls: ['one fast worker'],
    replications: 20,
    questions,
  };
  const replications = [];
  for (let seed = 1; seed <= 20; seed++) replications.push(await replicate(experiment, seed));
  return checkResults(experiment, replications, 0)[0]!;
}

function reason({ theory, interval: [low, high] }: CheckResult): string {
  return theory < low || theory > high ? 'theory is outside' : 'none';
}

/** Two M/M/1 queues, the shorter joined, by the chain of both lengths; longer than 40 is as good as never. */
function shorterOfTwoMeanResponse(load: number): number {
  const most = 40;
  const state = (a: number, b: number) => a * (most + 1) + b;
  const distribution = stationary((most + 1) ** 2, (from) => {
    const [a, b] = [Math.floor(from / (most + 1)), from % (most + 1)];
    const arrival = 2 * load;
    const toFirst = a < b ? arrival : a === b ? arrival / 2 : 0;
    return [
      [state(Math.min(a + 1, most), b), toFirst],
      [state(a, Math.min(b + 1, most)), arrival - toFirst],
      [state(Math.max(a - 1, 0), b), a > 0 ? 1 : 0],
      [state(a, Math.max(b - 1, 0)), b > 0 ? 1 : 0],
    ];
  });
  const jobs = expectation(distribution, (from) => Math.floor(from / (most + 1)) + (from % (most + 1)));
  return jobs / (2 * load);
}
