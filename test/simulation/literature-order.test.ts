import { expect } from 'chai';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { lifoWaitSecondMoment } from '../../src/lab/theory/service-order.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { scenarioAt, simulated } from './simulated.ts';
import { scheduling, spanOfJobs, textbook, watch } from './watched.ts';

const SEED = 2;

describe('last come first served', () => {
  it('has the mean wait of first come first served, and a second moment 1/(1 − load) times as large', async () => {
    const scenario = textbook(4, 0.7, { law: 'exponential', meanMs: 10 });
    const span = spanOfJobs(scenario, 60_000);
    const waits = [];
    for (const arm of ['pull-fifo', 'pull-stack']) {
      const { measures } = watch(scenario, await scheduling(arm, 1, scenario), span, SEED);
      const { mean, sumOfSquares, count } = measures.types[0]!.waitMs;
      waits.push({ mean, second: sumOfSquares / count });
    }
    const [fifo, lifo] = waits;
    expect(lifo!.mean / fifo!.mean).to.be.within(0.95, 1.05);
    expect(lifo!.second / lifoWaitSecondMoment(fifo!.second, 0.7)).to.be.within(0.8, 1.2);
  });
});

describe('rare long jobs among many short ones (extreme bimodal) at a load of 0.6', () => {
  let scenario: ReadScenario;
  before(async () => {
    scenario = await scenarioAt('extreme-bimodal', 0.6);
  });

  /** Nine hundred and ninety-nine short jobs in a thousand are slowed down by no more than that. */
  async function slowdownOfShorts(arm: string): Promise<number> {
    const classes = await simulated(scenario, arm, 100_000, SEED);
    return classes.find(({ name }) => name === 'short')!.slowdown.p999!;
  }

  for (const arm of ['darc:profileJobs=5000', 'static-partition:profileJobs=5000']) {
    it(`do not touch the short ones where workers are kept for those: ${arm}`, async () => {
      expect(await slowdownOfShorts(arm)).to.be.at.most(10);
    });
  }

  for (const arm of ['pull-fifo', 'shortest-job-first', 'least-active']) {
    it(`hold the short ones up in any order and any balance: ${arm}`, async () => {
      expect(await slowdownOfShorts(arm)).to.be.above(40);
    });
  }
});

describe('a fifth more work than can be done, with clients that give up', () => {
  /** What was answered in time, of all that was asked for. */
  async function answered(arm: string): Promise<number> {
    const [all] = await simulated(await loadScenario('overload'), arm, 30_000, SEED);
    const { offered, ok, failed, timedOut, cancelled, rejected } = all!.counts;
    expect(ok + failed + timedOut + cancelled + rejected, arm).to.equal(offered);
    expect(timedOut + rejected, arm).to.be.above(0);
    return ok / offered;
  }

  it('is answered more often newest first than in order, which serves those who are about to leave', async () => {
    const inOrder = await answered('pull-fifo');
    for (const arm of ['pull-stack', 'adaptive-lifo'])
      expect((await answered(arm)) / inOrder, arm).to.be.above(1.15);
  });
});

describe('earliest deadline first', () => {
  it('sheds what it cannot do in time, and so never runs a job in vain', async () => {
    const jobs = { ...textbook(4, 1.3, { law: 'constant', meanMs: 10 }), timeoutMs: 100 };
    const outcomesOfStarted = async (arm: string) => {
      const { sendings, measures } = watch(
        jobs,
        await scheduling(arm, 1, jobs),
        spanOfJobs(jobs, 5000),
        SEED,
      );
      const { outcomes, offered } = measures.types[0]!;
      expect(outcomes.ok + outcomes.timedOut + outcomes.rejected, arm).to.equal(offered);
      const inVain = sendings.filter(({ job }) => job.outcome === 'timedOut').length;
      return { ...outcomes, inVain: inVain / sendings.length };
    };
    const shedding = await outcomesOfStarted('earliest-deadline-first');
    expect(shedding.rejected).to.be.above(500);
    expect(shedding.inVain).to.equal(0);
    const inOrder = await outcomesOfStarted('pull-fifo');
    expect(inOrder.inVain).to.be.above(0.5);
    expect(shedding.ok).to.be.above(2 * inOrder.ok);
  });
});
