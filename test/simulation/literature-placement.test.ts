import { expect } from 'chai';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import type { SimulationKnobs } from '../../src/contract/scenario.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { meanWithoutWindow, simulated } from './simulated.ts';
import { jobsByMachine, type Sending, scheduling, spanOfJobs, textbook, watch } from './watched.ts';

const SEED = 1;
const NO_WINDOW = Number.POSITIVE_INFINITY;
const EXPONENTIAL = { law: 'exponential', meanMs: 10 } as const;

describe('with fresh news and one primary', () => {
  it('the shortest queue of all beats the shorter of two, which beats random', async () => {
    const scenario = textbook(16, 0.8, EXPONENTIAL);
    const meanOf = (arm: string) => meanWithoutWindow(finite(scenario), arm, 20_000, SEED);
    const [all, two, none] = [
      await meanOf('least-active'),
      await meanOf('power-of-two-choices'),
      await meanOf('random'),
    ];
    expect(two / all).to.be.above(1.3);
    expect(none / two).to.be.above(1.5);
  });
});

describe('with several primaries, each of which counts what it assigns', () => {
  /** Mean response by arm, on 16 workers whose jobs take 10 ms. */
  async function means(utilisation: number, simulation: SimulationKnobs) {
    const scenario = { ...finite(textbook(16, utilisation, EXPONENTIAL)), simulation };
    const meanOf = (arm: string) => meanWithoutWindow(scenario, arm, 20_000, SEED);
    return {
      all: await meanOf('least-active'),
      two: await meanOf('power-of-two-choices'),
      none: await meanOf('random'),
    };
  }

  it('two choices do nearly all that a full scan does if none knows of the others', async () => {
    const { all, two } = await means(0.8, { primaries: 32 });
    expect(two / all).to.be.within(0.9, 1.1);
  });

  it('late news of what has ended makes nobody herd: own assignments are never stale', async () => {
    for (const primaries of [1, 8]) {
      const { all, two } = await means(0.8, { primaries, newsDelayMs: 50 });
      expect(two / all).to.be.above(1.02);
    }
  });

  describe('and reads what the others count (Mitzenmacher 2000, Brooker 2012)', () => {
    it('the shortest queue of all wins while that is fresh', async () => {
      const { all, two, none } = await means(0.9, { primaries: 16, readCountsEveryMs: 1 });
      expect(two / all).to.be.above(1.3);
      expect(none / two).to.be.above(1.5);
    });

    it('the shorter of two wins once it is some service times old: with all in sight, all herd', async () => {
      const { all, two, none } = await means(0.9, { primaries: 16, readCountsEveryMs: 50 });
      expect(all / two).to.be.above(1.5);
      expect(none / two).to.be.above(1.5);
    });

    it('no look at all wins when it is very old', async () => {
      const { all, two, none } = await means(0.7, { primaries: 32, readCountsEveryMs: 300 });
      expect(two / none).to.be.above(1.2);
      expect(all / two).to.be.above(2);
    });
  });
});

describe('a burst on idle workers', () => {
  const WORKERS = 8;
  const BURSTS = 5;

  /** Jobs by machine of each burst, largest first, when that many come at once and all are done before the next. */
  async function burstsBy(arm: string, jobs: number): Promise<number[][]> {
    const durationMs = BURSTS * 10_000;
    const scenario: ReadScenario = {
      ...textbook(WORKERS, 0.5, EXPONENTIAL),
      load: {
        model: 'bursts',
        everyMs: 10_000,
        lightPerBurst: 0,
        heavyPerBurst: jobs,
        connectionsPerHttpWorker: 1,
        warmupMs: 0,
        durationMs,
      },
    };
    const strategy = await scheduling(arm, NO_WINDOW, scenario);
    const { sendings } = watch(scenario, strategy, { warmupMs: 0, endMs: durationMs }, SEED);
    return Array.from({ length: BURSTS }, (_, burst) => {
      const own = sendings.filter(({ job }) => Math.floor(job.id / jobs) === burst);
      return jobsByMachine(own, WORKERS).sort((a, b) => b - a);
    });
  }

  for (const jobs of [WORKERS, 2 * WORKERS, 3 * WORKERS - 3]) {
    it(`of ${jobs} goes to one worker by completed work, which does not move at assignment`, async () => {
      const bursts = await burstsBy('completed-work', jobs);
      expect(bursts).to.have.length(BURSTS);
      for (const [most] of bursts) expect(most! / jobs).to.be.at.least(0.9);
    });

    it(`of ${jobs} is spread evenly by unfinished jobs, which do`, async () => {
      const bursts = await burstsBy('least-active', jobs);
      expect(bursts).to.have.length(BURSTS);
      for (const counts of bursts) expect(counts[0]! - counts.at(-1)!).to.be.at.most(1);
    });
  }
});

describe('without a queue that all share', () => {
  it('stealing repairs much of what random placement does', async () => {
    const scenario = finite(textbook(4, 0.8, EXPONENTIAL));
    const [random] = await simulated(scenario, 'random', 20_000, SEED);
    const [stealing] = await simulated(scenario, 'work-stealing', 20_000, SEED);
    expect(random!.responseMs.mean! / stealing!.responseMs.mean!).to.be.above(1.6);
  });

  it('joining idle queues comes near to no wait at all as the workers become many', async () => {
    const waits = [];
    for (const workers of [10, 100, 1000]) {
      const [jobs] = await simulated(
        finite(textbook(workers, 0.9, EXPONENTIAL)),
        'join-idle-queue',
        30_000,
        SEED,
      );
      waits.push(jobs!.waitMs.mean!);
    }
    expect(waits[0], 'ten').to.be.above(5);
    expect(waits[1], 'a hundred').to.be.within(0.1, 2);
    expect(waits[2], 'a thousand').to.be.below(0.01);
  });
});

describe('one of eight workers at a tenth of the speed', () => {
  const share = (sendings: readonly Sending[]) => jobsByMachine(sendings, 8)[0]! / sendings.length;

  async function meet(arm: string, window: number) {
    const scenario = await loadScenario('slow-worker');
    const span = { warmupMs: 2000, endMs: 12_000 };
    const { sendings, measures } = watch(scenario, await scheduling(arm, window, scenario), span, SEED);
    return { toSlowWorker: share(sendings), meanMs: measures.types[0]!.responseMs.mean };
  }

  it('gets an eighth of the jobs by turns, and everybody else but a few', async () => {
    const byTurns = await meet('round-robin', NO_WINDOW);
    expect(byTurns.toSlowWorker).to.be.closeTo(1 / 8, 0.001);
    for (const [arm, window] of [
      ['least-active', NO_WINDOW],
      ['peak-ewma', NO_WINDOW],
      ['pull-fifo', 1],
    ] as const) {
      const { toSlowWorker, meanMs } = await meet(arm, window);
      expect(toSlowWorker, arm).to.be.below(0.04);
      expect(byTurns.meanMs / meanMs, arm).to.be.above(5);
    }
  });
});

describe('keys on a consistent hash', () => {
  const WORKERS = 4;
  const scenario = { ...textbook(WORKERS, 0.7, EXPONENTIAL), keys: { count: 200, zipfExponent: 0.9 } };

  async function placed(arm: string) {
    const strategy = await scheduling(arm, NO_WINDOW, scenario);
    const { sendings, measures } = watch(scenario, strategy, spanOfJobs(scenario, 5000), SEED);
    return { sendings, atHome: shareAtHome(sendings), meanMs: measures.types[0]!.responseMs.mean };
  }

  /** Share of all jobs that ran where most of their key did. */
  function shareAtHome(sendings: readonly Sending[]): number {
    let atHome = 0;
    for (const key of new Set(sendings.map(({ job }) => job.demand.key))) {
      const own = sendings.filter(({ job }) => job.demand.key === key);
      atHome += Math.max(...jobsByMachine(own, WORKERS));
    }
    return atHome / sendings.length;
  }

  it('stay at home as a rule, yet no worker gets more than its bound', async () => {
    const bounded = await placed('consistent-hash-bounded-load:bound=1.5');
    expect(bounded.atHome).to.be.above(0.7);
    expect((await placed('least-active')).atHome).to.be.below(0.4);
    for (const { unfinished, unfinishedAnywhere } of bounded.sendings)
      expect(unfinished).to.be.at.most(Math.ceil((1.5 * unfinishedAnywhere) / WORKERS));
  });

  it('without a bound all stay at home, and the homes of the popular ones drown', async () => {
    const unbounded = await placed('consistent-hash-bounded-load:bound=1000000');
    const bounded = await placed('consistent-hash-bounded-load:bound=1.5');
    expect(unbounded.atHome).to.equal(1);
    expect(unbounded.meanMs / bounded.meanMs).to.be.above(3);
  });
});

/** Bounds that survive being sent to another process. */
function finite(scenario: ReadScenario): ReadScenario {
  return { ...scenario, timeoutMs: 1e9, queueLimit: 1e9 };
}
