import { expect } from 'chai';
import type { Fault } from '../../../src/contract/scenario.ts';
import { faultPlan } from '../../../src/load/plan/fault-plan.ts';
import type { ReadScenario } from '../../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../../src/load/plan/time-scale.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';

function scenarioWith(...faults: Fault[]): ReadScenario {
  const load = { ...TINY.load, warmupMs: 1000, durationMs: 10_000 };
  return { ...TINY, cluster: { httpWorkers: 2, jobWorkers: 5 }, load, faults };
}

const KILL: Fault = { hits: 'job worker', does: 'kill', everyMs: 2000 };
const STOP: Fault = { hits: 'HTTP worker', does: 'stop', everyMs: 3000 };

describe('the plan of faults', () => {
  it('has each again and again within the measurement, by time', () => {
    const plan = faultPlan(scenarioWith(KILL, STOP), 1);
    expect(plan.map(({ atMs, fault }) => [atMs, fault.does])).to.deep.equal([
      [3000, 'kill'],
      [4000, 'stop'],
      [5000, 'kill'],
      [7000, 'kill'],
      [7000, 'stop'],
      [9000, 'kill'],
      [10_000, 'stop'],
    ]);
  });

  it('hits workers of its kind, drawn from the seed alone', () => {
    const hits = (seed: number, fault: Fault) =>
      faultPlan(scenarioWith(fault), seed).map(({ worker }) => worker);
    const many = { ...KILL, everyMs: 10 };
    expect(new Set(hits(1, many))).to.deep.equal(new Set([0, 1, 2, 3, 4]));
    expect(Math.max(...hits(1, { ...STOP, everyMs: 10 }))).to.equal(1);
    expect(hits(1, many)).to.deep.equal(hits(1, many));
    expect(hits(1, many)).to.not.deep.equal(hits(2, many));
  });

  it('is empty where nothing goes wrong, and stretches with time', () => {
    expect(faultPlan(TINY, 1)).to.deep.equal([]);
    const slow = scaleTime(
      scenarioWith({ hits: 'job worker', does: 'slow', everyMs: 2000, speed: 0.1, forMs: 500 }),
      2,
    );
    expect(faultPlan(slow, 1)[0]).to.deep.include({ atMs: 6000 });
    expect(slow.faults![0]).to.include({ everyMs: 4000, forMs: 1000, speed: 0.1 });
  });
});
