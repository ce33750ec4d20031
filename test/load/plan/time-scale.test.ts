import { expect } from 'chai';
import fc from 'fast-check';
import type { BurstLoad, ClosedLoad, OpenLoad } from '../../../src/contract/scenario.ts';
import { drawPlan } from '../../../src/load/plan/plan.ts';
import { scaleTime } from '../../../src/load/plan/time-scale.ts';
import { BURSTS, OPEN, REPORTS, SCENARIO } from './scenarios.ts';

const CLOSED: ClosedLoad = {
  model: 'closed',
  connections: [1, 2, 4],
  lightShare: 0.3,
  warmupMs: 1000,
  durationMs: 5000,
};
const SHORT = { ...OPEN, warmupMs: 200, durationMs: 800 };
/** Factors of time. */
const paces = fc.double({ min: 0.01, max: 10, noNaN: true });

describe('another pace', () => {
  it('multiplies every time and divides every rate', () => {
    expect(scaleTime(SCENARIO, 0.5)).to.deep.equal({
      ...SCENARIO,
      timeScale: 0.5,
      lightMs: 2.5,
      timeoutMs: 5000,
      types: {
        short: { runs: 'sleep', service: { law: 'exponential', meanMs: 5 }, share: 9 },
        long: { runs: 'spin', service: { law: 'constant', meanMs: 65 }, share: 1 },
      },
      load: { ...OPEN, warmupMs: 2500, durationMs: 25_000, heavy: { perSecond: 400 }, lightPerSecond: 100 },
    });
  });

  it('leaves shares, counts and utilisation alone', () => {
    const load = { ...OPEN, heavy: { utilisation: 0.7 } };
    const scaled = scaleTime({ ...SCENARIO, load }, 0.1);
    expect((scaled.load as OpenLoad).heavy).to.deep.equal({ utilisation: 0.7 });
    expect(scaled.cluster).to.deep.equal(SCENARIO.cluster);
    expect(scaled.queueLimit).to.equal(SCENARIO.queueLimit);
    expect(Object.values(scaled.types).map(({ share }) => share)).to.deep.equal([9, 1]);
    expect(scaleTime({ ...SCENARIO, load: BURSTS }, 2).load).to.deep.equal({
      ...BURSTS,
      everyMs: 2000,
      warmupMs: 4000,
      durationMs: 12_000,
    });
    expect(scaleTime({ ...SCENARIO, load: CLOSED }, 2).load).to.deep.equal({
      ...CLOSED,
      warmupMs: 2000,
      durationMs: 10_000,
    });
  });

  it('leaves reports alone: they take what they take', () => {
    expect(scaleTime(REPORTS, 0.1).types.report).to.deep.equal(REPORTS.types.report);
  });

  it('of 1 is the scenario itself', () => {
    expect(scaleTime(SCENARIO, 1)).to.deep.equal({ ...SCENARIO, timeScale: 1 });
  });

  it('changes nothing about the scenario that it was made from', () => {
    const before = structuredClone(SCENARIO);
    scaleTime(SCENARIO, 0.1);
    expect(SCENARIO).to.deep.equal(before);
  });

  for (const load of [SHORT, { ...SHORT, heavy: { utilisation: 0.7 } }, BURSTS] satisfies (
    | OpenLoad
    | BurstLoad
  )[]) {
    it(`has the same plan, stretched (${load.model}, ${JSON.stringify('heavy' in load ? load.heavy : {})})`, () => {
      const plan = drawPlan(SCENARIO, load, 5);
      fc.assert(
        fc.property(paces, (pace) => {
          const scaled = scaleTime({ ...SCENARIO, load }, pace);
          const stretched = drawPlan(scaled, scaled.load as OpenLoad | BurstLoad, 5);
          expect(stretched).to.have.length(plan.length);
          plan.forEach((request, i) => {
            const { atMs, sizeMs, ...rest } = stretched[i]!;
            expect(atMs / pace).to.be.closeTo(request.atMs, 1e-6);
            if (request.sizeMs === undefined) expect(sizeMs).to.equal(undefined);
            else expect(sizeMs! / pace).to.be.closeTo(request.sizeMs, 1e-6);
            expect(rest).to.deep.equal({
              seq: request.seq,
              class: request.class,
              type: request.type,
              key: request.key,
              warmup: request.warmup,
            });
          });
        }),
        { numRuns: 20 },
      );
    });
  }
});
