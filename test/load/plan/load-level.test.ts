import { expect } from 'chai';
import type { Arrivals } from '../../../src/contract/workload.ts';
import { askedLevel, expectedRequests, levelOf } from '../../../src/load/plan/load-level.ts';
import { drawPlan } from '../../../src/load/plan/plan.ts';
import type { ReadScenario, ScheduledLoad } from '../../../src/load/plan/scenario-states.ts';
import { BURSTS, OPEN, REPORTS, recorded, SCENARIO } from './scenarios.ts';

const RAMP: Arrivals = { process: 'ramp', fromFactor: 0.2, toFactor: 1.8 };
const SHIFTS: ReadScenario['shifts'] = [
  { atMs: 30_000, types: { long: { runs: 'spin', service: { law: 'constant', meanMs: 8 }, share: 1 } } },
];
const TRACE = recorded(
  [5, 10, 15, 20].map((arrivalMs) => ({ arrivalMs, type: 'short', serviceMs: 3 })),
  10,
  10,
);

const CASES: readonly (readonly [name: string, scenario: ReadScenario, load: ScheduledLoad])[] = [
  ['Poisson', SCENARIO, OPEN],
  ['ramp', SCENARIO, { ...OPEN, arrivals: RAMP, warmupMs: 30_000 }],
  [
    'bursty',
    SCENARIO,
    { ...OPEN, arrivals: { process: 'bursts', busyFactor: 5, busyShare: 0.1, busyMs: 500 } },
  ],
  ['shifts', { ...SCENARIO, shifts: SHIFTS }, OPEN],
  ['bursts', SCENARIO, BURSTS],
  ['bursts that begin between', SCENARIO, { ...BURSTS, warmupMs: 2500, durationMs: 4999 }],
  ['trace', SCENARIO, TRACE],
];

/** What the plans of many seeds come to. */
function drawn(scenario: ReadScenario, load: ScheduledLoad) {
  const plans = Array.from({ length: 20 }, (_, seed) => drawPlan(scenario, load, seed));
  const heavy = plans.flat().filter((request) => request.class === 'heavy' && !request.warmup);
  const workMs = heavy.reduce((sum, { sizeMs }) => sum + sizeMs!, 0);
  return {
    all: plans.flat().length / plans.length,
    level: levelOf(scenario, heavy.length, workMs, load.durationMs * plans.length),
  };
}

describe('the level of a load', () => {
  for (const [name, scenario, load] of CASES) {
    it(`that is asked for is what plans come to: ${name}`, () => {
      const { all, level } = drawn(scenario, load);
      const asked = askedLevel(scenario, load);
      const near = load.model === 'open' ? 0.03 : 1e-9;
      expect(level.perSecond / asked.perSecond).to.be.closeTo(1, near);
      expect(level.share! / asked.share!).to.be.closeTo(1, load.model === 'trace' ? 1e-9 : 0.05);
      expect(all / expectedRequests(scenario, load)).to.be.closeTo(1, near);
    });
  }

  it('is the share of capacity that the scenario asks for', () => {
    const load = { ...OPEN, heavy: { utilisation: 0.7 } };
    expect(askedLevel(SCENARIO, load).share).to.be.closeTo(0.7, 1e-9);
    const slower = { ...SCENARIO, cluster: { ...SCENARIO.cluster, speeds: [0.5, 0.5] } };
    expect(askedLevel(slower, load).share).to.be.closeTo(0.7, 1e-9);
  });

  it('is a share of what was measured, for reports, and nobody knows of what before', () => {
    const load = { ...OPEN, heavy: { utilisation: 0.5, capacityPerSecond: 80 } };
    expect(askedLevel({ ...REPORTS, load }, load)).to.deep.equal({ perSecond: 40, share: 0.5 });
    expect(askedLevel(REPORTS, OPEN)).to.deep.equal({ perSecond: 200, share: null });
  });
});
