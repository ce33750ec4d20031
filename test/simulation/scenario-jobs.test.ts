import { expect } from 'chai';
import { runSimulationTask } from '../../src/bench/simulated/task.ts';
import type { Arrivals } from '../../src/contract/workload.ts';
import { drawPlan } from '../../src/load/plan/plan.ts';
import type { ReadScenario, ScheduledLoad } from '../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../src/load/plan/time-scale.ts';
import { ScenarioJobs, simulatedTypes } from '../../src/simulation/scenario-jobs.ts';
import { simulateReference } from '../../src/simulation/simulate-scenario.ts';
import { strategies } from '../bench/simulated-scenarios.ts';
import { BURSTS, OPEN, REPORTS, recorded, SCENARIO } from '../load/plan/scenarios.ts';

const SHIFTS: ReadScenario['shifts'] = [
  { atMs: 20_000, types: { long: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 1 } } },
  { atMs: 40_000, types: SCENARIO.types },
];
const KEYS: ReadScenario['keys'] = { count: 50, zipfExponent: 1 };
const TRACE = recorded(
  Array.from({ length: 100 }, (_, i) => ({
    arrivalMs: i * i,
    type: i % 3 === 0 ? 'long' : 'short',
    serviceMs: 1 + (i % 7),
  })),
  1000,
  4000,
);

const arrivals: Arrivals[] = [
  { process: 'poisson' },
  { process: 'deterministic' },
  { process: 'bursts', busyFactor: 5, busyShare: 0.1, busyMs: 500 },
  { process: 'ramp', fromFactor: 0.2, toFactor: 1.8 },
];
const CASES: readonly (readonly [string, ReadScenario, ScheduledLoad])[] = [
  ...arrivals.map((one) => [`${one.process} arrivals`, SCENARIO, { ...OPEN, arrivals: one }] as const),
  ['a load given as utilisation', SCENARIO, { ...OPEN, heavy: { utilisation: 0.6 } }],
  ['bursts all at once', SCENARIO, BURSTS],
  ['a trace', SCENARIO, TRACE],
  ['shifts', { ...SCENARIO, shifts: SHIFTS }, OPEN],
  ['keys', { ...SCENARIO, keys: KEYS }, OPEN],
  ['shifts and keys in bursts', { ...SCENARIO, shifts: SHIFTS, keys: KEYS }, BURSTS],
];

/** All that a job and a request have in common, up to the end of the load. */
function simulated(scenario: ReadScenario, load: ScheduledLoad, seed: number) {
  const jobs = new ScenarioJobs(scenario, load, seed);
  const seen = [];
  for (; jobs.atMs < load.warmupMs + load.durationMs; jobs.advance())
    seen.push({ atMs: jobs.atMs, type: jobs.type.type, sizeMs: jobs.sizeMs, key: jobs.type.key });
  return seen;
}

function planned(scenario: ReadScenario, load: ScheduledLoad, seed: number) {
  return drawPlan(scenario, load, seed)
    .filter((request) => request.class === 'heavy')
    .map(({ atMs, type, sizeMs, key }) => ({ atMs, type, sizeMs, key }));
}

describe('the jobs of a simulation', () => {
  for (const [name, scenario, load] of CASES) {
    it(`are those that the live cluster is sent for the same seed, with ${name}`, () => {
      const seen = simulated(scenario, load, 9);
      expect(seen).to.deep.equal(planned(scenario, load, 9));
      expect(seen).to.have.length.above(10);
      if (load.model === 'open') expect(simulated(scenario, load, 10)).to.not.deep.equal(seen);
    });
  }

  it('change with the shifts of the scenario', () => {
    const seen = simulated({ ...SCENARIO, shifts: SHIFTS }, OPEN, 9);
    const between = seen.filter(({ atMs }) => atMs >= 20_000 && atMs < 40_000);
    expect(new Set(between.map(({ type, sizeMs }) => `${type} ${sizeMs}`))).to.deep.equal(
      new Set(['long 1']),
    );
    expect(seen.some(({ atMs, type }) => atMs < 20_000 && type === 'short')).to.equal(true);
    expect(seen.some(({ atMs, type }) => atMs > 40_000 && type === 'short')).to.equal(true);
  });

  it('carry keys, the popular ones often', () => {
    const seen = simulated({ ...SCENARIO, keys: KEYS }, OPEN, 9);
    const first = seen.filter(({ key }) => key === 'k0').length;
    const last = seen.filter(({ key }) => key === 'k49').length;
    expect(first).to.be.above(10 * last);
    expect(simulated(SCENARIO, OPEN, 9).every(({ key }) => key === '')).to.equal(true);
  });

  it('end with the trace', () => {
    const jobs = new ScenarioJobs(SCENARIO, TRACE, 9);
    for (let i = 0; i < 100; i++) jobs.advance();
    expect(jobs.atMs).to.equal(Number.POSITIVE_INFINITY);
    jobs.advance();
    expect(jobs.atMs).to.equal(Number.POSITIVE_INFINITY);
  });

  it('are measured as live: the same ones, at any pace', () => {
    for (const load of [BURSTS, TRACE]) {
      for (let pace = 0.01; pace < 3; pace += 0.07) {
        const paced = scaleTime({ ...SCENARIO, load }, pace);
        const live = drawPlan(paced, paced.load as ScheduledLoad, 9);
        const heavy = live.filter(({ class: kind, warmup }) => kind === 'heavy' && !warmup);
        const { classes } = simulateReference(paced, 'central FIFO', 9, 1);
        expect(classes[0]!.counts.offered, `${load.model} at ${pace}`).to.equal(heavy.length);
      }
    }
  });
});

describe('jobs that come just when the measurement begins or ends', () => {
  // 2 + 0.3 − 0.3 is a little less than 2, when the warm-up of this one ends.
  for (const messageMs of [0, 0.1, 0.3]) {
    it(`are counted once, with messages of ${messageMs} ms`, async () => {
      const [what] = await strategies('pull-fifo');
      const scenario = { ...scaleTime({ ...SCENARIO, load: BURSTS }, 0.001), simulation: { messageMs } };
      const { classes, unfinished } = await runSimulationTask({ scenario, what: what!, seed: 9, jobs: 1 });
      expect(classes[0]!.counts).to.include({ offered: 12, ok: 12 });
      expect(unfinished).to.equal(0);
    });
  }
});

describe('the types of a simulation', () => {
  it('are numbered in the order of the scenario, and their size is guessed by their mean', () => {
    expect(simulatedTypes(SCENARIO)).to.deep.equal([
      { type: 'short', typeIndex: 0, estimateMs: 10, key: '', timeoutMs: 10_000 },
      { type: 'long', typeIndex: 1, estimateMs: 130, key: '', timeoutMs: 10_000 },
    ]);
  });

  it('must say how long they take', () => {
    expect(() => simulatedTypes(REPORTS)).to.throw(
      /^type report runs a job of a file; the simulator needs types/,
    );
  });
});
