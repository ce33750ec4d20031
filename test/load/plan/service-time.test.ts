import { expect } from 'chai';
import type { ServiceTime } from '../../../src/contract/workload.ts';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { boundedPareto } from '../../../src/lab/theory/bounded-pareto.ts';
import { momentsOf } from '../../../src/lab/theory/continuous-law.ts';
import { meanMs, samplerOf, scaleServiceTime } from '../../../src/load/plan/service-time.ts';
import { meanAndSquaredCv } from './draws.ts';

const DRAWS = 100_000;
const SEED = 5;

interface Known {
  readonly service: ServiceTime;
  readonly mean: number;
  readonly squaredCv: number;
  /** By how much the drawn C² may be off, relatively: a heavy tail takes long to fill. */
  readonly within: number;
}

const PARETO = momentsOf(boundedPareto(1, 100, 1.5));

/** A Weibull of shape 2 is a Rayleigh law: C² = 4/π − 1. One of shape 1/2 has E[S²] = 24 scale², E[S] = 2 scale. */
const LAWS: readonly Known[] = [
  { service: { law: 'constant', meanMs: 20 }, mean: 20, squaredCv: 0, within: 0 },
  { service: { law: 'measured', quantilesMs: [10, 30] }, mean: 20, squaredCv: 1 / 12, within: 0.02 },
  { service: { law: 'measured', quantilesMs: [20] }, mean: 20, squaredCv: 0, within: 0 },
  { service: { law: 'exponential', meanMs: 20 }, mean: 20, squaredCv: 1, within: 0.05 },
  { service: { law: 'hyperexponential', meanMs: 20, squaredCv: 1 }, mean: 20, squaredCv: 1, within: 0.05 },
  { service: { law: 'hyperexponential', meanMs: 20, squaredCv: 9 }, mean: 20, squaredCv: 9, within: 0.1 },
  { service: { law: 'log-normal', meanMs: 20, squaredCv: 0.25 }, mean: 20, squaredCv: 0.25, within: 0.05 },
  { service: { law: 'log-normal', meanMs: 20, squaredCv: 4 }, mean: 20, squaredCv: 4, within: 0.25 },
  { service: { law: 'weibull', meanMs: 20, shape: 1 }, mean: 20, squaredCv: 1, within: 0.05 },
  { service: { law: 'weibull', meanMs: 20, shape: 2 }, mean: 20, squaredCv: 4 / Math.PI - 1, within: 0.05 },
  { service: { law: 'weibull', meanMs: 20, shape: 0.5 }, mean: 20, squaredCv: 5, within: 0.15 },
  {
    service: { law: 'bounded-pareto', lowMs: 1, highMs: 100, alpha: 1.5 },
    mean: PARETO.mean,
    squaredCv: PARETO.second / PARETO.mean ** 2 - 1,
    within: 0.1,
  },
  {
    service: { law: 'bounded-pareto', lowMs: 1, highMs: Math.E, alpha: 1 },
    mean: Math.E / (Math.E - 1),
    squaredCv: (Math.E - 1) ** 2 / Math.E - 1,
    within: 0.05,
  },
  {
    service: { law: 'bimodal', shortMs: 1, longMs: 91, longShare: 0.1 },
    mean: 10,
    squaredCv: 7.29,
    within: 0.05,
  },
];

function draw(service: ServiceTime, count: number, seed: number): number[] {
  const stream = new RandomStream(seed, 'sizes');
  const sampler = samplerOf(service);
  return Array.from({ length: count }, () => sampler(stream));
}

for (const { service, mean, squaredCv, within } of LAWS) {
  describe(`service times: ${JSON.stringify(service)}`, () => {
    const times = draw(service, DRAWS, SEED);

    it('have the mean that is told of the law', () => {
      expect(meanMs(service)).to.be.closeTo(mean, 1e-9 * mean);
      expect(meanAndSquaredCv(times).mean / mean).to.be.within(0.97, 1.03);
    });

    it('vary as much as the law does', () => {
      const drawn = meanAndSquaredCv(times).squaredCv;
      expect(drawn).to.be.closeTo(squaredCv, within * squaredCv + 1e-12);
    });

    it('are finite and not negative', () => {
      expect(times.every((ms) => ms >= 0 && ms < Number.POSITIVE_INFINITY)).to.equal(true);
    });

    it('are the same for the same seed', () => {
      expect(draw(service, 100, SEED)).to.deep.equal(times.slice(0, 100));
      if (squaredCv > 0) expect(draw(service, 100, SEED + 1)).to.not.deep.equal(times.slice(0, 100));
    });

    it('of another scale are the same times, multiplied', () => {
      const scaled = scaleServiceTime(service, 0.1);
      expect(meanMs(scaled)).to.be.closeTo(mean / 10, 1e-9 * mean);
      draw(scaled, 100, SEED).forEach((ms, i) => {
        expect(ms).to.be.closeTo(times[i]! / 10, 1e-9 * times[i]!);
      });
      expect(scaleServiceTime(scaled, 10).law).to.equal(service.law);
    });
  });
}

describe('service times of a bounded law', () => {
  it('stay within the bounds', () => {
    const times = draw({ law: 'bounded-pareto', lowMs: 2, highMs: 50, alpha: 0.5 }, 10_000, SEED);
    expect(Math.min(...times)).to.be.within(2, 2.01);
    expect(Math.max(...times)).to.be.within(45, 50);
  });

  it('are one of two, in the shares asked for', () => {
    const times = draw({ law: 'bimodal', shortMs: 1, longMs: 9, longShare: 0.25 }, 10_000, SEED);
    expect(new Set(times)).to.deep.equal(new Set([1, 9]));
    expect(times.filter((ms) => ms === 9).length).to.be.within(2300, 2700);
    for (const longShare of [0, 1]) {
      const all = new Set(draw({ law: 'bimodal', shortMs: 1, longMs: 9, longShare }, 1000, SEED));
      expect(all).to.deep.equal(new Set([longShare === 1 ? 9 : 1]));
    }
  });

  it('can have any exponent: the mean is continuous where the formula is not', () => {
    const meanAt = (alpha: number) => meanMs({ law: 'bounded-pareto', lowMs: 1, highMs: 100, alpha });
    expect(meanAt(1)).to.be.closeTo(meanAt(1 - 1e-6), 1e-4);
    expect(meanAt(1)).to.be.closeTo(meanAt(1 + 1e-6), 1e-4);
  });
});
