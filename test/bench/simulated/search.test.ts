import { expect } from 'chai';
import { lastThatHolds, runSearches, type SearchTask, search } from '../../../src/bench/simulated/search.ts';
import { runSimulationTask } from '../../../src/bench/simulated/task.ts';
import type { Objective } from '../../../src/contract/scenario.ts';
import { atUtilisation } from '../../../src/load/plan/at-utilisation.ts';
import type { MeasuredLoad, MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { meanInterval } from '../../../src/measuring/statistics/mean-interval.ts';
import { localTasks } from '../../../src/processes/local-tasks.ts';
import { clockwork, strategies, TWO_TYPES } from '../simulated-scenarios.ts';

const never = new AbortController().signal;
const NO_WAIT: Objective = { of: 'slowdown', quantile: 0.99, atMost: 1.01 };
const FINE: Objective = { of: 'slowdown', quantile: 0.99, atMost: 20 };

async function taskOf(arm: string, change: Partial<SearchTask>): Promise<SearchTask> {
  const [parsed] = await strategies(arm);
  return {
    scenario: TWO_TYPES,
    objective: NO_WAIT,
    arm: parsed!,
    seed: 5,
    jobs: 2000,
    maxWorkers: null,
    ...change,
  };
}

/** Said by the objective's own words, not by the code that searches. */
async function holdsAt(load: number, { scenario, arm, seed, jobs }: SearchTask): Promise<boolean> {
  const at = atUtilisation(scenario, load);
  const { classes } = await runSimulationTask({ scenario: at, what: arm, seed, jobs });
  return classes.slice(1).every(({ slowdown }) => (slowdown.p99 ?? slowdown.max!) <= FINE.atMost);
}

describe('the highest load at which an objective holds', () => {
  it('is where the slower of two workers that get every second job can just keep up', async () => {
    // Of 1.5 jobs in a job's time, half come to the worker that does half a one: up to a load of 2/3.
    const scenario = clockwork([1, 0.5], 1);
    expect(await search(await taskOf('round-robin', { scenario }))).to.equal(0.66);
  });

  it('is all of it where nobody ever waits', async () => {
    expect(await search(await taskOf('pull-fifo', { scenario: clockwork([1], 1) }))).to.equal(1);
  });

  it('is none where even a lonely job takes too long', async () => {
    const objective: Objective = { of: 'responseMs', quantile: 0.5, atMost: 9.9 };
    const task = await taskOf('pull-fifo', { scenario: clockwork([1], 1), objective });
    expect(await search(task)).to.equal(null);
    expect(await search({ ...task, objective: { ...objective, atMost: 10.1 } })).to.equal(1);
  });

  it('is none where jobs are given up, however well the others fare', async () => {
    const scenario: MeasuredScenario = { ...clockwork([1], 1), timeoutMs: 5 };
    expect(await search(await taskOf('pull-fifo', { scenario }))).to.equal(null);
  });

  it('is bracketed: there it holds, and a step further it does not', async () => {
    for (const arm of ['pull-fifo', 'least-active']) {
      const task = await taskOf(arm, { objective: FINE });
      const found = (await search(task))!;
      expect(found).to.be.within(0.02, 0.98);
      expect(await holdsAt(found, task)).to.equal(true);
      expect(await holdsAt(found + 0.01, task)).to.equal(false);
    }
  });

  it('must hold for every type: the worst of them decides', async () => {
    const task = await taskOf('shortest-job-first', { objective: { ...FINE, quantile: 0.9, atMost: 3 } });
    const one: MeasuredScenario = { ...TWO_TYPES, types: { long: TWO_TYPES.types.long! } };
    expect(await search(task)).to.be.below((await search({ ...task, scenario: one }))!);
  });

  it('may be asked for at any quantile: the higher, the lower the load', async () => {
    const at = async (quantile: number) =>
      search(await taskOf('pull-fifo', { objective: { ...FINE, atMost: 5, quantile } }));
    const found = await Promise.all([0.5, 0.9, 0.94, 0.98, 0.9999].map(at));
    expect(found.every((load) => load !== null)).to.equal(true);
    expect(found).to.deep.equal(found.toSorted((a, b) => b! - a!));
    expect(found[0]!).to.be.above(found[4]!);
  });

  it('judges a type that is too rare for the quantile by its worst job', async () => {
    // Ten samples beyond the 99.9th percentile take 10 000 jobs.
    const task = await taskOf('pull-fifo', { objective: { ...FINE, quantile: 0.999 } });
    const found = (await search(task))!;
    const at = atUtilisation(task.scenario, found);
    const { classes } = await runSimulationTask({ ...task, scenario: at, what: task.arm });
    for (const { slowdown } of classes.slice(1)) {
      expect(slowdown.p999).to.equal(null);
      expect(slowdown.max).to.be.at.most(FINE.atMost);
    }
  });
});

describe('the fewest workers for a rate', () => {
  const scenario = clockwork([1, 1], 350);

  it('are as many as are busy at once', async () => {
    for (const maxWorkers of [4, 5, 100]) {
      expect(await search(await taskOf('pull-fifo', { scenario, maxWorkers }))).to.equal(4);
    }
  });

  it('may be one', async () => {
    const task = await taskOf('pull-fifo', { scenario: clockwork([1, 1, 1], 99), maxWorkers: 9 });
    expect(await search(task)).to.equal(1);
  });

  it('are none in reach where there would have to be more', async () => {
    expect(await search(await taskOf('pull-fifo', { scenario, maxWorkers: 3 }))).to.equal(null);
  });

  it('are all alike, whatever workers the scenario has', async () => {
    const objective: Objective = { of: 'responseMs', quantile: 0.99, atMost: 10.1 };
    const slow = clockwork([0.1, 0.5], 350);
    expect(await search(await taskOf('pull-fifo', { scenario: slow, objective, maxWorkers: 9 }))).to.equal(4);
  });

  it('serve the rate that the scenario asks for as a share of its own workers', async () => {
    const { load } = scenario;
    if (load.model !== 'open') throw new Error('an open load is expected');
    const shared = { ...clockwork([1, 1, 1, 1, 1], 1), load: { ...load, heavy: { utilisation: 0.7 } } };
    expect(await search(await taskOf('pull-fifo', { scenario: shared, maxWorkers: 9 }))).to.equal(4);
  });
});

describe('a search', () => {
  const holdingAt = (...steps: number[]) => {
    const asked: number[] = [];
    const holdsAt = async (step: number) => {
      asked.push(step);
      return steps.includes(step);
    };
    return { asked, holdsAt };
  };
  const upTo = (last: number) => Array.from({ length: last + 1 }, (_, step) => step);

  it('finds the last step up to which a property holds, and asks about none twice', async () => {
    for (const last of [0, 1, 6, 29, 30]) {
      const { asked, holdsAt } = holdingAt(...upTo(last));
      expect(await lastThatHolds(30, holdsAt)).to.equal(last);
      expect(new Set(asked).size).to.equal(asked.length);
    }
    expect(await lastThatHolds(30, holdingAt().holdsAt)).to.equal(-1);
  });

  it('is not taken in by a step that holds behind others that do not', async () => {
    // Bisection from 0 to 30 tries 15 first, and would be content with it.
    expect(await lastThatHolds(30, holdingAt(...upTo(9), 15).holdsAt)).to.equal(9);
    expect(await lastThatHolds(30, holdingAt(...upTo(9), 12, 15, 16).holdsAt)).to.equal(9);
    expect(await lastThatHolds(30, holdingAt(15).holdsAt)).to.equal(-1);
  });
});

describe('what cannot be searched', () => {
  const bursts: MeasuredScenario = {
    ...TWO_TYPES,
    load: {
      model: 'bursts',
      everyMs: 10,
      lightPerBurst: 0,
      heavyPerBurst: 1,
      connectionsPerHttpWorker: 1,
      warmupMs: 0,
      durationMs: 100,
    },
  };

  for (const maxWorkers of [null, 4]) {
    it(`is a load without a rate (${maxWorkers === null ? 'load' : 'workers'})`, async () => {
      const task = await taskOf('pull-fifo', { scenario: bursts, maxWorkers });
      const reason = await search(task).catch((error: Error) => error.message);
      expect(reason).to.include('only for open loads with a rate');
    });
  }
});

describe('searches for several strategies', function () {
  this.timeout(60_000);

  it('find for each what it finds alone on each seed, with an interval for the mean', async () => {
    const arms = await strategies('pull-fifo', 'round-robin');
    const { arm: _, ...task } = await taskOf('pull-fifo', { objective: FINE });
    const counted: number[] = [];
    const { searches: found, failures } = await runSearches(
      'highest load',
      arms,
      task,
      3,
      (done) => counted.push(done),
      never,
      localTasks(1),
    );
    expect(failures).to.deep.equal([]);
    expect(found.map(({ name, question }) => [name, question])).to.deep.equal(
      arms.map(({ label }) => [label, 'highest load']),
    );
    expect(counted).to.deep.equal([1, 2, 3, 4, 5, 6]);
    for (const [i, arm] of arms.entries()) {
      const alone = await Promise.all([5, 6, 7].map((seed) => search({ ...task, arm, seed })));
      expect(found[i]!.found).to.deep.equal(alone);
      const { mean, low, high } = meanInterval(alone.map(Number), 0.95);
      expect(found[i]).to.deep.include({ mean, interval: [low, high] });
    }
    expect(found[0]!.mean, 'a central queue carries more').to.be.above(found[1]!.mean!);
  });

  it('give no mean where one seed found nothing', async () => {
    const [arm] = await strategies('pull-fifo');
    const { load, ...rest } = clockwork([1], 350);
    const scenario = { ...rest, load: { ...load, arrivals: { process: 'poisson' } } as MeasuredLoad };
    const { arm: _, ...task } = await taskOf('pull-fifo', { scenario, maxWorkers: 2 });
    const { searches } = await runSearches('fewest workers', [arm!], task, 2, () => {}, never, localTasks(1));
    const [found] = searches;
    expect(found).to.deep.equal({
      name: 'pull-fifo',
      question: 'fewest workers',
      most: 2,
      perSecond: 350,
      found: [null, null],
      mean: null,
      interval: null,
    });
  });
});
