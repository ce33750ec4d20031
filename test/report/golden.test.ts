import { judgedAnew } from '../../src/bench/live/analysis.ts';
import { runSimulations } from '../../src/bench/simulated/run.ts';
import { runSearches } from '../../src/bench/simulated/search.ts';
import { ALTERNATIVES } from '../../src/catalogue/alternatives.ts';
import { everyPlugIn } from '../../src/catalogue/every-plug-in.ts';
import { knownJob } from '../../src/catalogue/jobs.ts';
import { knownScenario } from '../../src/catalogue/scenarios.ts';
import { knownStrategy } from '../../src/catalogue/strategies.ts';
import { changeBetween } from '../../src/comparison/between-runs.ts';
import { comparedRun } from '../../src/comparison/compared-run.ts';
import { differences } from '../../src/comparison/differences.ts';
import { localTasks } from '../../src/processes/local-tasks.ts';
import { catalogueList } from '../../src/report/catalogue/catalogue-list.ts';
import { changeReport } from '../../src/report/change/changes.ts';
import { details } from '../../src/report/run/details.ts';
import { runReport } from '../../src/report/run/run-report.ts';
import { simulationDetails, simulationReport } from '../../src/report/simulation/simulation-report.ts';
import type { RunResult } from '../../src/results/schema.ts';
import type { SimulationRun } from '../../src/results/simulation-schema.ts';
import { readRun } from '../../src/results/store.ts';
import { strategies, TWO_TYPES } from '../bench/simulated-scenarios.ts';
import { scaled } from '../comparison/trials.ts';
import { expectGolden } from '../golden.ts';
import { TINY_RUN } from '../results/tiny-run.ts';

const never = new AbortController().signal;

/** Judging a run takes longer than printing it. */
const judged = new Map<string, Promise<RunResult>>();

function published(name: string): Promise<RunResult> {
  const run = judged.get(name) ?? readJudged(name);
  judged.set(name, run);
  return run;
}

async function readJudged(name: string): Promise<RunResult> {
  const run = await readRun(`results/published/${name}`);
  if (run.engine !== 'live') throw new Error('a live run is expected');
  return judgedAnew(run);
}

describe('the report of a stored run', () => {
  for (const name of ['mixed', 'mixed-blocks', 'quick'])
    for (const columns of [80, 100])
      it(`${name} in ${columns} columns`, async () => {
        await expectGolden(`${name}-${columns}`, runReport(await published(name)), columns);
      });

  for (const name of ['mixed', 'mixed-blocks', 'quick'])
    it(`${name} in detail`, async () => {
      await expectGolden(`${name}-details`, details(await published(name)), 160);
    });
});

describe('the report of a change', () => {
  it('has what changed and what cannot be told', async () => {
    const first = await published('mixed-blocks');
    const trials = first.trials.map((one) =>
      one.strategy === 'pull-fifo'
        ? scaled(one, 1.3)
        : one.strategy === 'random'
          ? scaled(one, one.block % 2 ? 0.5 : 3)
          : one,
    );
    const run = { ...first, runId: 'later', trials };
    const change = changeBetween(comparedRun(first), comparedRun(run));
    const beside = [{ run, change, differences: differences(first, run) }];
    await expectGolden('change-80', changeReport(first, beside), 80);
  });
});

describe('the report of simulations', function () {
  this.timeout(60_000);
  const header = {
    ...TINY_RUN,
    engine: 'sim',
    scenario: { name: 'two-types', timeScale: 1, settings: { ...TWO_TYPES } },
    strategies: [],
    searches: [],
  } as unknown as SimulationRun;

  async function simulated(loads: readonly number[], jobs: number): Promise<SimulationRun> {
    const arms = await strategies('pull-fifo', 'least-active', 'type-affinity', 'random');
    const plan = { scenario: TWO_TYPES, arms, loads, seed: 1, replications: 8, jobs, world: localTasks(1) };
    return { ...header, strategies: (await runSimulations(plan, () => {}, never)).strategies };
  }

  it('at one load, and in detail', async () => {
    const run = await simulated([], 2000);
    for (const columns of [80, 100])
      await expectGolden(`simulation-${columns}`, simulationReport(run), columns);
    await expectGolden('simulation-details', simulationDetails(run), 160);
  });

  it('at several loads', async () => {
    const run = await simulated([0.3, 0.6, 0.9], 200);
    await expectGolden('simulation-loads-80', simulationReport(run), 80);
  });

  it('of a search for workers', async () => {
    const objective = { of: 'responseMs', quantile: 0.95, atMost: 100 } as const;
    const scenario = { ...TWO_TYPES, objective };
    const arms = await strategies('pull-fifo', 'random');
    const task = { scenario, objective, seed: 1, jobs: 500, maxWorkers: 12 };
    const { searches } = await runSearches('fewest workers', arms, task, 4, () => {}, never, localTasks(1));
    const settings = { ...scenario };
    const run = { ...header, scenario: { ...header.scenario, settings }, searches };
    await expectGolden('search-80', simulationReport(run), 80);
  });
});

describe('the list of what can be run', () => {
  it('in 80 and in 100 columns', async () => {
    const strategiesFound = await everyPlugIn('strategies', knownStrategy);
    const scenarios = await everyPlugIn('scenarios', knownScenario);
    const jobs = await everyPlugIn('jobs', knownJob);
    const list = catalogueList(strategiesFound.known, ALTERNATIVES, scenarios.known, jobs.known);
    for (const columns of [80, 100]) await expectGolden(`list-${columns}`, list, columns);
  });
});
