import { expect } from 'chai';
import { simulationMistakes } from '../../../src/bench/simulated/limits.ts';
import { runSimulations } from '../../../src/bench/simulated/run.ts';
import { runSearches } from '../../../src/bench/simulated/search.ts';
import { simulationWarnings } from '../../../src/bench/simulated/warnings.ts';
import type { Objective } from '../../../src/contract/scenario.ts';
import type { MeasuredLoad, MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { localTasks } from '../../../src/processes/local-tasks.ts';
import { conductTable, simulationTable } from '../../../src/report/simulation/simulation-table.ts';
import { requireNumbers } from '../../../src/report/table/last-check.ts';
import { jsonOf } from '../../../src/results/seal.ts';
import type { SimulatedResult, SimulationRun } from '../../../src/results/simulation-schema.ts';
import { recorded } from '../../load/plan/scenarios.ts';
import { clockwork, strategies, TWO_TYPES } from '../simulated-scenarios.ts';

const never = new AbortController().signal;
/** Every second job takes no time, and nobody ever waits. */
const TRACED: MeasuredScenario = {
  ...TWO_TYPES,
  load: recorded(
    Array.from({ length: 40 }, (_, i) => ({
      arrivalMs: i * 20,
      type: i % 2 === 0 ? 'short' : 'long',
      serviceMs: i % 2 === 0 ? 0 : 10,
    })),
    0,
    1000,
  ),
};
const FINE: Objective = { of: 'slowdown', quantile: 0.98, atMost: 20 };

function codes(scenario: MeasuredScenario, found: Parameters<typeof simulationWarnings>[2], jobs = 1000) {
  return simulationWarnings(scenario, jobs, found).map(({ code }) => code);
}

describe('simulations of a trace', function () {
  this.timeout(60_000);
  let results: SimulatedResult[];

  before(async () => {
    const arms = await strategies('pull-fifo', 'random');
    const plan = {
      scenario: TRACED,
      arms,
      loads: [],
      world: localTasks(1),
      seed: 1,
      replications: 3,
      jobs: 100,
    };
    results = (await runSimulations(plan, () => {}, never)).strategies;
  });

  it('count what draws nothing once, without an interval, and say so', () => {
    const samples = results.map((one) => [one.name, one.replications, one.classes[0]!.counts.offered]);
    expect(samples).to.deep.equal([
      ['pull-fifo', 1, 40],
      ['random', 3, 120],
      ['central FIFO', 1, 40],
      ['SRPT', 1, 40],
      ['processor sharing', 1, 40],
    ]);
    expect(results.map((one) => one.meanResponseIntervalMs !== null)).to.deep.equal([
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(codes(TRACED, { strategies: results, searches: [] })).to.include('one-sample');
    expect(codes(TRACED, { strategies: results.slice(1, 2), searches: [] })).to.not.include('one-sample');
  });

  it('have no slowdown of jobs without length, say so, and hold numbers only', () => {
    const [heavy, short, long] = results[0]!.classes;
    expect([heavy!.slowdown.count, short!.slowdown.count, long!.slowdown.count]).to.deep.equal([20, 0, 20]);
    expect([heavy!.responseMs.count, heavy!.slowdown.mean]).to.deep.equal([40, 1]);
    const warnings = simulationWarnings(TRACED, 100, { strategies: results, searches: [] });
    expect(warnings.map(({ message }) => message)).to.include(
      '20 of 20 jobs of short take no time and have no slowdown, so the slowdowns leave them out',
    );
    expect(() => jsonOf(results)).to.not.throw();
    const run = { strategies: results } as SimulationRun;
    expect(() => requireNumbers([simulationTable(run), conductTable(run)])).to.not.throw();
  });

  it('of no length at all hold numbers only', async () => {
    const { load } = TRACED;
    if (load.model !== 'trace') throw new Error('a trace is expected');
    const rows = load.rows!.map((row) => ({ ...row, serviceMs: 0 }));
    const plan = {
      arms: await strategies('pull-fifo'),
      loads: [],
      world: localTasks(1),
      seed: 1,
      replications: 2,
      jobs: 100,
    };
    const { strategies: found } = await runSimulations(
      { ...plan, scenario: { ...TRACED, load: { ...load, rows } } },
      () => {},
      never,
    );
    expect(found.map(({ vsIdeal }) => vsIdeal)).to.deep.equal([null, null, null, null]);
    expect(() => jsonOf(found)).to.not.throw();
    const run = { strategies: found } as SimulationRun;
    expect(() => requireNumbers([simulationTable(run), conductTable(run)])).to.not.throw();
  });
});

describe('what there is to doubt of simulations', () => {
  const none = { strategies: [], searches: [] };

  it('is nothing where all is well', () => {
    expect(codes(TWO_TYPES, none)).to.deep.equal([]);
  });

  it('is that nothing was measured', async () => {
    const [what] = await strategies('pull-fifo');
    const { load } = TRACED;
    const plan = { arms: [what!], loads: [], world: localTasks(1), seed: 1, replications: 2, jobs: 100 };
    const late = { ...TRACED, load: { ...load, warmupMs: 900 } };
    const { strategies: found } = await runSimulations({ ...plan, scenario: late }, () => {}, never);
    expect(codes(late, { strategies: found, searches: [] })).to.include('nothing-measured');
  });

  it('is that faults of HTTP workers are left out', () => {
    const faults: MeasuredScenario['faults'] = [{ hits: 'HTTP worker', does: 'kill', everyMs: 100 }];
    expect(codes({ ...TWO_TYPES, faults }, none)).to.deep.equal(['no-http-workers']);
  });

  it('is a quantile that a type is too rare for, with how many jobs it takes', () => {
    const scenario = { ...TWO_TYPES, objective: FINE };
    const searched = {
      strategies: [],
      searches: [{ name: 'a', question: 'highest load', found: [1, 1], mean: 1, interval: null } as const],
    };
    const found = {
      ...searched,
      searches: searched.searches.map((one) => ({ ...one, found: [...one.found] })),
    };
    expect(codes(scenario, found, 5000)).to.deep.equal([]);
    expect(simulationWarnings(scenario, 4000, found).map(({ message }) => message)).to.deep.equal([
      'about 400 jobs of long are too few for a quantile of 0.98, which needs 500. Its worst job is judged instead; use --jobs=5000',
    ]);
  });
});

describe('a search on a load that is the same at every seed', () => {
  it('finds the same at every seed, which is one sample', async () => {
    const [arm] = await strategies('pull-fifo');
    const task = {
      scenario: clockwork([1], 1),
      objective: FINE,
      seed: 1,
      jobs: 1000,
      maxWorkers: null,
    };
    const { searches } = await runSearches('highest load', [arm!], task, 3, () => {}, never, localTasks(1));
    expect(searches[0]).to.deep.include({ found: [1], mean: 1, interval: null });
  });
});

describe('what cannot be simulated', () => {
  const any = { setsLoad: false, search: null };
  const load = TWO_TYPES.load as MeasuredLoad;
  const zero: MeasuredScenario = {
    ...TWO_TYPES,
    types: { job: { runs: 'sleep', service: { law: 'constant', meanMs: 0 }, share: 1 } },
    load: { ...load, heavy: { perSecond: 10 } },
  };

  it('is a load of no work, where its share of a worker is asked for', () => {
    expect(simulationMistakes('mine', zero, any)).to.deep.equal([]);
    expect(simulationMistakes('mine', zero, { ...any, setsLoad: true })).to.deep.equal([
      'mine has only jobs that take no time: they cannot load the workers at any rate',
    ]);
  });

  it('is a load without heavy requests', () => {
    const light = { ...TWO_TYPES, load: { ...load, heavy: { perSecond: 0 }, lightPerSecond: 9 } };
    expect(simulationMistakes('mine', light, any)).to.deep.equal([
      'mine has no heavy requests in the measured time: there is nothing to simulate',
    ]);
  });

  it('is a load of more jobs than anybody waits for, if its times must stay as they are', () => {
    const long = { ...load, heavy: { perSecond: 100_000 }, durationMs: 3_600_000 };
    expect(simulationMistakes('mine', { ...TWO_TYPES, load: long }, any)).to.deep.equal([]);
    const ramp = { ...long, arrivals: { process: 'ramp', fromFactor: 1, toFactor: 1 } } as const;
    expect(simulationMistakes('mine', { ...TWO_TYPES, load: ramp }, any)).to.deep.equal([
      'mine has about 360000000 jobs; the limit of a simulation is 100000000: shorten durationMs or lower the rate',
    ]);
  });

  it('is another number of workers where some are disturbed by theirs', () => {
    const disturbed = {
      ...TWO_TYPES,
      objective: FINE,
      simulation: { disturbances: [{ atMs: 1, worker: 3, speed: 0 }] },
    };
    expect(simulationMistakes('mine', disturbed, { ...any, search: 'fewest workers' })).to.deep.equal([
      'mine disturbs workers by their number: --workers needs identical workers',
    ]);
  });
});
