import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../../src/core/random-stream.ts';
import {
  kolmogorovSmirnov,
  kolmogorovSmirnovOfTwo,
  kolmogorovTail,
} from '../../../src/measuring/statistics/kolmogorov-smirnov.ts';
import { coarse } from './samples.ts';

const uniformCdf = (x: number): number => x;

/** A sample whose distance from the uniform law is exactly this. */
function atDistance(distance: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => Math.max(0, (i + 1) / size - distance));
}

function shareOf(trials: number, happens: () => boolean): number {
  let count = 0;
  for (let trial = 0; trial < trials; trial++) if (happens()) count++;
  return count / trials;
}

function shareBelow(sample: readonly number[], x: number): number {
  return sample.filter((value) => value <= x).length / sample.length;
}

describe('statistics: Kolmogorov–Smirnov', () => {
  it('has the tabled quantiles of the limiting law', () => {
    const table = [
      [1.0727, 0.2],
      [1.2238, 0.1],
      [1.3581, 0.05],
      [1.4802, 0.025],
      [1.6276, 0.01],
      [1.7308, 0.005],
      [1.9495, 0.001],
    ] as const;
    for (const [x, p] of table) expect(kolmogorovTail(x), `${x}`).to.be.closeTo(p, p / 1000);
    // Smirnov's table of 1948.
    expect(1 - kolmogorovTail(0.5)).to.be.closeTo(0.036055, 1e-6);
    expect(1 - kolmogorovTail(1)).to.be.closeTo(0.73, 1e-6);
    expect(kolmogorovTail(0)).to.equal(1);
    expect(kolmogorovTail(0.03)).to.equal(1);
    expect(kolmogorovTail(50)).to.equal(0);
  });

  it('passes from one series to the other without a step', () => {
    expect(kolmogorovTail(1)).to.be.closeTo(kolmogorovTail(1 - 1e-12), 1e-11);
  });

  it('has the critical distances that Massey and Miller tabled for small samples, to a few thousandths of p', () => {
    const table = [
      [5, 0.05, 0.56328],
      [10, 0.05, 0.40925],
      [20, 0.05, 0.29408],
      [100, 0.05, 0.13403],
      [10, 0.01, 0.48893],
      [20, 0.01, 0.35241],
    ] as const;
    for (const [size, p, distance] of table) {
      const found = kolmogorovSmirnov(atDistance(distance, size), uniformCdf);
      expect(found.distance).to.be.closeTo(distance, 1e-12);
      expect(found.p, `${size} values at ${p}`).to.be.closeTo(p, 0.003);
    }
  });

  it('finds the distance worked out by hand', () => {
    expect(kolmogorovSmirnov([0.9, 0.1, 0.6], uniformCdf).distance).to.be.closeTo(0.2666666667, 1e-9);
    expect(kolmogorovSmirnov([0.5], uniformCdf).distance).to.equal(0.5);
    expect(kolmogorovSmirnovOfTwo([1, 2, 3, 4], [3, 4, 5, 6]).distance).to.equal(0.5);
    expect(kolmogorovSmirnovOfTwo([1, 2], [3, 4])).to.deep.include({ distance: 1 });
    expect(kolmogorovSmirnovOfTwo([1, 1, 2], [2, 1, 1])).to.deep.equal({ distance: 0, p: 1 });
  });

  it('finds between two samples the largest distance there is, ties included, in either order', () => {
    fc.assert(
      fc.property(coarse(1, 30), coarse(1, 30), (first, second) => {
        const found = kolmogorovSmirnovOfTwo(first, second);
        const distances = [...first, ...second].map((x) =>
          Math.abs(shareBelow(first, x) - shareBelow(second, x)),
        );
        expect(found.distance).to.equal(Math.max(...distances));
        expect(found.p).to.be.within(0, 1);
        expect(kolmogorovSmirnovOfTwo(second, first)).to.deep.equal(found);
      }),
    );
  });

  it('rejects a true law as often as it says', () => {
    const stream = new RandomStream(21, 'true law');
    const sample = (size: number) => Array.from({ length: size }, () => stream.exponential(3));
    const exponentialCdf = (x: number): number => 1 - Math.exp(-x / 3);
    for (const level of [0.05, 0.2]) {
      const one = shareOf(4000, () => kolmogorovSmirnov(sample(25), exponentialCdf).p <= level);
      expect(one, `one sample at ${level}`).to.be.closeTo(level, 3 * Math.sqrt(level / 4000) + 0.003);
      const two = shareOf(4000, () => kolmogorovSmirnovOfTwo(sample(61), sample(47)).p <= level);
      expect(two, `two samples at ${level}`).to.be.closeTo(level, 3 * Math.sqrt(level / 4000) + 0.01);
    }
  });

  it('rejects a wrong law', () => {
    const stream = new RandomStream(22, 'wrong law');
    const exponential = Array.from({ length: 300 }, () => stream.exponential(1));
    const wholeMs = exponential.map((x) => Math.ceil(x * 3) / 3);
    expect(kolmogorovSmirnov(wholeMs, (x) => 1 - Math.exp(-x)).p).to.be.below(1e-4);
    expect(
      kolmogorovSmirnovOfTwo(
        exponential,
        exponential.map((x) => x * 2),
      ).p,
    ).to.be.below(1e-4);
  });

  it('refuses an empty sample and what is not a number', () => {
    expect(() => kolmogorovSmirnov([], uniformCdf)).to.throw('no value of the sample');
    expect(() => kolmogorovSmirnovOfTwo([1], [2, Number.NaN])).to.throw(
      'value of the second sample 2 is NaN',
    );
  });
});
