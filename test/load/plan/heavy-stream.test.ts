import { expect } from 'chai';
import type { OpenLoad } from '../../../src/contract/scenario.ts';
import { heavyPerSecond, heavyStream, workerSpeeds } from '../../../src/load/plan/heavy-stream.ts';
import type { MeasuredLoad, ReadScenario, ScheduledLoad } from '../../../src/load/plan/scenario-states.ts';
import { BURSTS, OPEN, REPORTS, recorded, SCENARIO } from './scenarios.ts';

function first(count: number, scenario: ReadScenario, load: ScheduledLoad, seed = 5) {
  const stream = heavyStream(scenario, load, seed);
  return Array.from({ length: count }, () => {
    const { atMs, shape } = stream;
    stream.advance();
    return { atMs, ...shape };
  });
}

const withHeavy = (heavy: OpenLoad['heavy'] | MeasuredLoad['heavy']) => ({ ...OPEN, heavy });

describe('the rate of heavy requests', () => {
  it('is the one that the load gives', () => {
    expect(heavyPerSecond(SCENARIO, withHeavy({ perSecond: 12.5 }))).to.equal(12.5);
  });

  it('is a share of what the workers can do in a second, each at its speed', () => {
    // 22 ms a job on average.
    const load = withHeavy({ utilisation: 0.55 });
    expect(heavyPerSecond(SCENARIO, load)).to.be.closeTo(100, 1e-9);
    const slower: ReadScenario = { ...SCENARIO, cluster: { ...SCENARIO.cluster, speeds: [0.5, 0.5, 1, 2] } };
    expect(heavyPerSecond(slower, load)).to.be.closeTo(100, 1e-9);
    const half: ReadScenario = {
      ...SCENARIO,
      cluster: { ...SCENARIO.cluster, speeds: [0.5, 0.5, 0.5, 0.5] },
    };
    expect(heavyPerSecond(half, load)).to.be.closeTo(50, 1e-9);
  });

  it('is a share of what was measured where a report is among the types', () => {
    const measured = withHeavy({ utilisation: 0.5, capacityPerSecond: 80 });
    expect(heavyPerSecond(REPORTS, measured)).to.equal(40);
    expect(() => heavyPerSecond(REPORTS, withHeavy({ utilisation: 0.5 }))).to.throw('must be measured');
  });
});

describe('the speeds of the workers', () => {
  it('are 1 where the scenario says nothing', () => {
    expect(workerSpeeds(SCENARIO)).to.deep.equal([1, 1, 1, 1]);
    const some: ReadScenario = { ...SCENARIO, cluster: { ...SCENARIO.cluster, speeds: [0.2, 3] } };
    expect(workerSpeeds(some)).to.deep.equal([0.2, 3, 1, 1]);
  });

  it('beyond the last worker are left out', () => {
    const cluster = { httpWorkers: 1, jobWorkers: 2, speeds: [1, 2, 3] };
    expect(workerSpeeds({ ...SCENARIO, cluster })).to.deep.equal([1, 2]);
  });
});

describe('heavy requests in order of arrival', () => {
  it('never end in an open load or in bursts', () => {
    for (const load of [OPEN, BURSTS]) {
      const requests = first(20_000, SCENARIO, load);
      const inOrder = requests.every(({ atMs }, i) => atMs >= (requests[i - 1]?.atMs ?? 0));
      expect(inOrder).to.equal(true);
      expect(requests.at(-1)!.atMs).to.be.within(load.durationMs, Number.MAX_SAFE_INTEGER);
    }
  });

  it('are the same for the same seed', () => {
    expect(first(100, SCENARIO, OPEN)).to.deep.equal(first(100, SCENARIO, OPEN));
    expect(first(100, SCENARIO, OPEN, 6)).to.not.deep.equal(first(100, SCENARIO, OPEN));
  });

  it('ask for the same whatever the arrival process', () => {
    const asked = (load: ScheduledLoad) =>
      first(50, SCENARIO, load).map(({ type, sizeMs }) => ({ type, sizeMs }));
    expect(asked({ ...OPEN, arrivals: { process: 'deterministic' } })).to.deep.equal(asked(OPEN));
    expect(asked(BURSTS)).to.deep.equal(asked(OPEN));
  });

  it('come in bursts exactly on time, however many there were', () => {
    const load = { ...BURSTS, everyMs: 0.1, heavyPerBurst: 3 };
    const requests = first(30_000, SCENARIO, load);
    requests.forEach(({ atMs }, i) => {
      expect(atMs).to.equal(Math.floor(i / 3) * 0.1);
    });
  });

  it('do not come at all in bursts of light ones', () => {
    expect(heavyStream(SCENARIO, { ...BURSTS, heavyPerBurst: 0 }, 5).atMs).to.equal(Number.POSITIVE_INFINITY);
  });

  it('are those of the trace, and end with it', () => {
    const rows = [
      { arrivalMs: 0, type: 'short', serviceMs: 3 },
      { arrivalMs: 7, type: 'long', serviceMs: 0 },
      { arrivalMs: 7, type: 'short', serviceMs: 1.5 },
    ];
    const requests = first(4, SCENARIO, recorded(rows, 0, 100));
    expect(requests.slice(0, 3)).to.deep.equal(
      rows.map(({ arrivalMs, type, serviceMs }) => ({
        atMs: arrivalMs,
        class: 'heavy',
        type,
        sizeMs: serviceMs,
        key: '',
      })),
    );
    expect(requests[3]!.atMs).to.equal(Number.POSITIVE_INFINITY);
  });
});
