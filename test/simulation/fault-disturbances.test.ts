import { expect } from 'chai';
import type { Fault } from '../../src/contract/scenario.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { faultDisturbances } from '../../src/simulation/fault-disturbances.ts';
import { TINY } from '../cluster/tiny-cluster.ts';

function scenarioWith(fault: Fault): ReadScenario {
  const load = { ...TINY.load, warmupMs: 0, durationMs: 2500 };
  return { ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1, speeds: [2] }, load, faults: [fault] };
}

describe('faults in the simulator', () => {
  it('kill a worker, which is back a moment later as fast as it was', () => {
    const kill: Fault = { hits: 'job worker', does: 'kill', everyMs: 2000 };
    expect(faultDisturbances(scenarioWith(kill), 1, 400)).to.deep.equal([
      { atMs: 2000, worker: 0, speed: 0, noticedAfterMs: 0 },
      { atMs: 2400, worker: 0, speed: 2 },
    ]);
  });

  it('stop a worker, which is noticed first', () => {
    const stop: Fault = { hits: 'job worker', does: 'stop', everyMs: 2000 };
    expect(faultDisturbances(scenarioWith(stop), 1, 400)).to.deep.equal([
      { atMs: 2000, worker: 0, speed: 0, noticedAfterMs: 3100 },
      { atMs: 5500, worker: 0, speed: 2 },
    ]);
  });

  it('slow a worker down for a while', () => {
    const slow: Fault = { hits: 'job worker', does: 'slow', everyMs: 2000, speed: 0.1, forMs: 300 };
    expect(faultDisturbances(scenarioWith(slow), 1)).to.deep.equal([
      { atMs: 2000, worker: 0, speed: 0.2 },
      { atMs: 2300, worker: 0, speed: 2 },
    ]);
  });

  it('do nothing for HTTP workers, which it does not have', () => {
    const kill: Fault = { hits: 'HTTP worker', does: 'kill', everyMs: 1000 };
    expect(faultDisturbances(scenarioWith(kill), 1)).to.deep.equal([]);
  });
});
