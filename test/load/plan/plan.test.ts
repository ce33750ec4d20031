import { expect } from 'chai';
import fc from 'fast-check';
import { heavyPerSecond } from '../../../src/load/plan/heavy-stream.ts';
import { drawPlan, type PlannedRequest } from '../../../src/load/plan/plan.ts';
import { kolmogorovSmirnov } from '../../../src/measuring/statistics/kolmogorov-smirnov.ts';
import { BURSTS, OPEN, REPORTS, SCENARIO } from './scenarios.ts';

const heavyOf = (plan: readonly PlannedRequest[]) => plan.filter((request) => request.class === 'heavy');
/** All that is drawn for a request. */
const drawn = ({ atMs, type, sizeMs }: PlannedRequest) => ({ atMs, type, sizeMs });

for (const load of [OPEN, BURSTS]) {
  describe(`a plan of ${load.model === 'open' ? 'open arrivals' : 'bursts'}`, () => {
    it('is the same for the same seed, another for another', () => {
      const plan = drawPlan(SCENARIO, load, 5);
      expect(drawPlan(SCENARIO, load, 5)).to.deep.equal(plan);
      expect(drawPlan(SCENARIO, load, 6)).to.not.deep.equal(plan);
    });

    it('is in order of time and numbered from 0, and ends with the load', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
          const plan = drawPlan(SCENARIO, load, seed);
          const inOrder = plan.every(({ seq, atMs }, i) => seq === i && atMs >= (plan[i - 1]?.atMs ?? 0));
          expect(inOrder).to.equal(true);
          expect(plan.at(-1)!.atMs).to.be.below(load.warmupMs + load.durationMs);
        }),
        { numRuns: 10 },
      );
    });

    it('marks as warm-up what is due before the warm-up ends', () => {
      const plan = drawPlan(SCENARIO, load, 5);
      const late = plan.filter(({ atMs }) => atMs >= load.warmupMs);
      expect(plan.filter(({ warmup }) => !warmup)).to.deep.equal(late);
      expect(late.length).to.be.within(1, plan.length - 1);
    });

    it('has light requests without a size', () => {
      const light = drawPlan(SCENARIO, load, 5).filter((request) => request.class === 'light');
      expect(new Set(light.map(({ type, sizeMs }) => `${type} ${sizeMs}`))).to.deep.equal(
        new Set(['light undefined']),
      );
    });
  });
}

describe('open arrivals', () => {
  const plan = drawPlan(SCENARIO, OPEN, 5);

  it('are Poisson: exponential gaps of the mean asked for', () => {
    for (const [requests, perSecond] of [
      [heavyOf(plan), 200],
      [plan.filter((request) => request.class === 'light'), 50],
    ] as const) {
      const gaps = requests.slice(1).map(({ atMs }, i) => atMs - requests[i]!.atMs);
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
      expect(mean * perSecond, 'mean gap in ms × rate').to.be.within(930, 1070);
      expect(deviation / mean, 'coefficient of variation').to.be.within(0.93, 1.07);
      const law = (gapMs: number) => 1 - Math.exp((-gapMs * perSecond) / 1000);
      expect(kolmogorovSmirnov(gaps, law).p, 'Kolmogorov–Smirnov').to.be.above(0.05);
    }
  });

  it('have types by their shares, and sizes by their laws', () => {
    const heavy = heavyOf(plan);
    const short = heavy.filter(({ type }) => type === 'short');
    expect(short.length / heavy.length).to.be.within(0.88, 0.92);
    const mean = short.reduce((sum, { sizeMs }) => sum + sizeMs!, 0) / short.length;
    expect(mean).to.be.within(9.5, 10.5);
    const long = new Set(heavy.filter(({ type }) => type === 'long').map(({ sizeMs }) => sizeMs));
    expect(long, 'constant').to.deep.equal(new Set([130]));
  });

  it('have reports without a size: they take what they take', () => {
    const reports = drawPlan(REPORTS, OPEN, 5).filter(({ type }) => type === 'report');
    expect(reports.length).to.be.above(1000);
    expect(reports.every(({ sizeMs }) => sizeMs === undefined)).to.equal(true);
  });

  it('are as many as the utilisation asks for', () => {
    const load = { ...OPEN, heavy: { utilisation: 0.7 } };
    expect(heavyPerSecond(SCENARIO, load)).to.be.closeTo((0.7 * 4 * 1000) / 22, 1e-9);
    const work = heavyOf(drawPlan(SCENARIO, load, 5)).reduce((sum, { sizeMs }) => sum + sizeMs!, 0);
    expect(work / (4 * 55_000)).to.be.within(0.65, 0.75);
  });

  it('cannot be told by utilisation if a report is among the types and nothing was measured', () => {
    const load = { ...OPEN, heavy: { utilisation: 0.7 } };
    expect(() => drawPlan(REPORTS, load, 5)).to.throw('must be measured');
  });

  it('at a rate of 0 are none', () => {
    expect(drawPlan(SCENARIO, { ...OPEN, lightPerSecond: 0, heavy: { perSecond: 0 } }, 5)).to.deep.equal([]);
  });

  describe('draw each thing from a stream of its own:', () => {
    it('the rate of light requests changes no heavy one', () => {
      const other = drawPlan(SCENARIO, { ...OPEN, lightPerSecond: 500 }, 5);
      expect(heavyOf(other).map(drawn)).to.deep.equal(heavyOf(plan).map(drawn));
    });

    it('light and heavy requests do not come together', () => {
      const even = drawPlan(SCENARIO, { ...OPEN, lightPerSecond: 200 }, 5);
      expect(new Set(even.map(({ atMs }) => atMs)).size).to.equal(even.length);
    });

    it('the law of sizes changes no arrival and no type', () => {
      const types = { ...SCENARIO.types, short: { ...SCENARIO.types.long!, share: 9 } };
      const other = heavyOf(drawPlan({ ...SCENARIO, types }, OPEN, 5));
      expect(other.map(({ atMs, type }) => [atMs, type])).to.deep.equal(
        heavyOf(plan).map(({ atMs, type }) => [atMs, type]),
      );
    });

    it('a longer load begins like the shorter one', () => {
      const longer = heavyOf(drawPlan(SCENARIO, { ...OPEN, durationMs: 60_000 }, 5)).map(drawn);
      const shorter = heavyOf(plan).map(drawn);
      expect(longer.slice(0, shorter.length)).to.deep.equal(shorter);
    });

    it('another rate brings the same requests at proportional times', () => {
      const twice = heavyOf(drawPlan(SCENARIO, { ...OPEN, heavy: { perSecond: 400 } }, 5));
      const once = heavyOf(plan);
      expect(twice.slice(0, once.length).map(({ type, sizeMs }) => [type, sizeMs])).to.deep.equal(
        once.map(({ type, sizeMs }) => [type, sizeMs]),
      );
      const shifts = once.map(({ atMs }, i) => Math.abs(atMs - 2 * twice[i]!.atMs));
      expect(Math.max(...shifts)).to.be.below(1e-6);
    });
  });
});

describe('bursts', () => {
  it('come all at once, exactly at every interval, from the start', () => {
    const counts = new Map<number, Record<string, number>>();
    for (const { atMs, class: kind } of drawPlan(SCENARIO, BURSTS, 5)) {
      const at = counts.get(atMs) ?? { light: 0, heavy: 0 };
      at[kind] = (at[kind] ?? 0) + 1;
      counts.set(atMs, at);
    }
    expect([...counts.keys()]).to.deep.equal([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]);
    for (const count of counts.values()) expect(count).to.deep.equal({ light: 8, heavy: 2 });
  });

  it('are as many at any pace', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 10, noNaN: true }), (pace) => {
        const load = {
          ...BURSTS,
          everyMs: BURSTS.everyMs * pace,
          warmupMs: BURSTS.warmupMs * pace,
          durationMs: BURSTS.durationMs * pace,
        };
        const plan = drawPlan(SCENARIO, load, 5);
        expect(plan).to.have.length(80);
        expect(plan.filter(({ warmup }) => warmup)).to.have.length(20);
      }),
    );
  });
});
