import { expect } from 'chai';
import { runSimulations, type SimulationPlan } from '../../../src/bench/simulated/run.ts';
import { runSimulationTask } from '../../../src/bench/simulated/task.ts';
import type { StrategyArm } from '../../../src/catalogue/arms.ts';
import { atUtilisation } from '../../../src/load/plan/at-utilisation.ts';
import { meanInterval } from '../../../src/measuring/statistics/mean-interval.ts';
import { localTasks } from '../../../src/processes/local-tasks.ts';
import { type SimulatedResult, simulationRunSchema } from '../../../src/results/simulation-schema.ts';
import { REFERENCES } from '../../../src/simulation/simulate-scenario.ts';
import type { SimulationSummary } from '../../../src/simulation/summary.ts';
import { clockwork, strategies, TWO_TYPES } from '../simulated-scenarios.ts';

const SEED = 11;
const JOBS = 1000;
const REPLICATIONS = 2;
const never = new AbortController().signal;

async function planOf(change: Partial<SimulationPlan>): Promise<SimulationPlan> {
  return {
    scenario: TWO_TYPES,
    arms: await strategies('pull-fifo'),
    loads: [],
    seed: SEED,
    replications: REPLICATIONS,
    jobs: JOBS,
    world: localTasks(1),
    ...change,
  };
}

async function runOf(change: Partial<SimulationPlan>): Promise<SimulatedResult[]> {
  return (await runSimulations(await planOf(change), () => {}, never)).strategies;
}

/** The replications of one row, run here and one after another. */
function replicationsOf(arm: StrategyArm): Promise<SimulationSummary[]> {
  return Promise.all(
    Array.from({ length: REPLICATIONS }, (_, r) =>
      runSimulationTask({ scenario: TWO_TYPES, what: arm, seed: SEED + r, jobs: JOBS }),
    ),
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe('simulations of strategies', function () {
  this.timeout(60_000);
  let arms: StrategyArm[];
  let results: SimulatedResult[];
  const counted: [number, number][] = [];

  before(async () => {
    arms = await strategies('pull-fifo', 'least-active', 'type-affinity:homes=1');
    const plan = await planOf({ arms, world: localTasks(2) });
    const found = await runSimulations(plan, (done, of) => counted.push([done, of]), never);
    expect(found.failures).to.deep.equal([]);
    results = found.strategies;
  });

  it('have a row for each strategy and then for each bound, in that order', () => {
    expect(results.map(({ name, kind }) => `${kind} ${name}`)).to.deep.equal([
      ...arms.map(({ label }) => `strategy ${label}`),
      ...REFERENCES.map((name) => `reference ${name}`),
    ]);
  });

  it('say what each strategy was allowed, and nothing of the kind of a bound', () => {
    const allowed = results.map(({ window, uses }) => ({ window, uses }));
    expect(allowed).to.deep.equal([
      { window: 1, uses: [] },
      { window: 2, uses: [] },
      { window: 2, uses: ['type'] },
      ...REFERENCES.map(() => ({ window: null, uses: [] })),
    ]);
  });

  it('are counted as they are done', () => {
    const all = (arms.length + REFERENCES.length) * REPLICATIONS;
    expect(counted).to.deep.equal(Array.from({ length: all }, (_, i) => [i + 1, all]));
  });

  it('meet the same jobs, strategies and bounds alike', () => {
    const offered = results.map(({ classes }) => classes.map(({ name, counts }) => [name, counts.offered]));
    for (const one of offered) expect(one).to.deep.equal(offered[0]);
    expect(offered[0]!.map(([name]) => name)).to.deep.equal(['heavy', 'short', 'long']);
  });

  it('give the same figures for the same seed, however they are spread over processes', async () => {
    expect(await runOf({ arms })).to.deep.equal(results);
  });

  it('combine their replications: counts are added, figures averaged, the worst stays the worst', async () => {
    const own = await replicationsOf(arms[1]!);
    expect(own[0]!.classes, 'each from a seed of its own').to.not.deep.equal(own[1]!.classes);
    const { classes, ...row } = results[1]!;
    const means = own.map((one) => one.classes[0]!.responseMs.mean!);
    const { mean, low, high } = meanInterval(means, 0.95);
    expect(row.replications).to.equal(REPLICATIONS);
    expect(row.meanResponseIntervalMs).to.deep.equal([low, high]);
    expect(row.longestWaitMs).to.equal(Math.max(...own.map((one) => one.longestWaitMs)));
    expect(row.busyShare).to.be.closeTo(sumOf(own.map((one) => one.busyShare)) / REPLICATIONS, 1e-12);
    classes.forEach((one, i) => {
      const parts = own.map((each) => each.classes[i]!);
      expect(one.counts.offered).to.equal(sumOf(parts.map(({ counts }) => counts.offered)));
      expect(one.responseMs.count).to.equal(sumOf(parts.map(({ responseMs }) => responseMs.count)));
      expect(one.responseMs.max).to.equal(Math.max(...parts.map(({ responseMs }) => responseMs.max!)));
    });
    expect(classes[0]!.responseMs.mean).to.be.closeTo(mean, 1e-9);
    const p50s = own.map((one) => one.classes[0]!.slowdown.p50!);
    expect(classes[0]!.slowdown.p50).to.be.closeTo(sumOf(p50s) / REPLICATIONS, 1e-9);
  });

  it('print no percentile that one of the replications could not give', () => {
    const [, , long] = results[0]!.classes;
    expect(long!.responseMs.p50, 'some hundred in each').to.be.a('number');
    expect(long!.responseMs.p999).to.equal(null);
  });

  it('are held against the central queue: pull-fifo is just that, and the bounds lie below', () => {
    const vsIdeal = new Map(results.map((one) => [one.name, one.vsIdeal]));
    expect(vsIdeal.get('central FIFO')).to.equal(1);
    expect(vsIdeal.get('pull-fifo')).to.be.closeTo(1, 1e-9);
    expect(vsIdeal.get('least-active')).to.be.above(1);
    expect(vsIdeal.get('SRPT')).to.be.below(1);
  });

  it('are whole when written and read again', () => {
    const strategiesSchema = simulationRunSchema.shape.strategies;
    expect(strategiesSchema.parse(JSON.parse(JSON.stringify(results)))).to.deep.equal(results);
  });

  it('sweep loads: every row at every load, each as busy as asked for', async () => {
    const loads = [0.3, 0.8, 4];
    const swept = await runOf({
      scenario: { ...TWO_TYPES, timeoutMs: 3_600_000 },
      loads,
      jobs: 500,
      replications: 1,
    });
    const rows = ['pull-fifo', ...REFERENCES];
    expect(swept.map(({ load, name }) => [load, name])).to.deep.equal(
      loads.flatMap((load) => rows.map((name) => [load, name])),
    );
    const pulled = swept.filter(({ name }) => name === 'pull-fifo');
    for (const { load, busyShare } of pulled) expect(busyShare).to.be.closeTo(Math.min(1, load!), 0.1);
    const means = pulled.map(({ classes }) => classes[0]!.responseMs.mean!);
    expect(means).to.deep.equal([...means].sort((a, b) => a - b));
    for (const { load, vsIdeal } of pulled) if (load! < 1) expect(vsIdeal).to.be.closeTo(1, 1e-9);
    for (const { load, name, unfinished, classes } of swept) {
      const { offered, ok } = classes[0]!.counts;
      expect(offered - ok, 'what is not answered counts as unfinished').to.be.at.most(unfinished);
      if (name !== 'central FIFO') expect(unfinished > 0, `${name} at ${load}`).to.equal(load! > 1);
    }
  });

  it('can be read again even if nobody was answered', async () => {
    const hopeless = { ...clockwork([1, 1], 100), timeoutMs: 5 };
    const [pulled] = await runOf({ scenario: hopeless, jobs: 100, replications: 2 });
    expect(pulled!.classes[0]!.counts).to.include({ ok: 0 });
    expect(pulled).to.include({ vsIdeal: null, meanResponseIntervalMs: null });
    simulationRunSchema.shape.strategies.parse(JSON.parse(JSON.stringify([pulled])));
  });

  it('are refused as a whole, in the words of the one that cannot be', async () => {
    const closed = {
      model: 'closed',
      connections: [1],
      lightShare: 0,
      warmupMs: 0,
      durationMs: 100,
    } as const;
    const attempt = runOf({ scenario: { ...TWO_TYPES, load: closed } });
    const reason = await attempt.catch((error: Error) => error.message);
    expect(reason).to.equal('the simulator runs open loads; this scenario is a closed loop');
  });
});

describe('another load of a scenario', () => {
  it('changes the rate and nothing else', () => {
    expect(atUtilisation(TWO_TYPES, 0.2)).to.deep.equal({
      ...TWO_TYPES,
      load: { ...TWO_TYPES.load, heavy: { utilisation: 0.2 } },
    });
  });

  it('is refused where there is no rate', () => {
    const load = {
      model: 'bursts',
      everyMs: 10,
      lightPerBurst: 0,
      heavyPerBurst: 1,
      connectionsPerHttpWorker: 1,
      warmupMs: 0,
      durationMs: 100,
    } as const;
    expect(() => atUtilisation({ ...TWO_TYPES, load }, 0.5)).to.throw('open loads with a rate');
  });
});
