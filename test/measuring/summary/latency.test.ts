import { expect } from 'chai';
import { distributionOf } from '../../../src/measuring/summary/latency.ts';

function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

describe('a distribution', () => {
  it('without values has nothing to say', () => {
    expect(distributionOf([])).to.deep.equal({
      count: 0,
      mean: null,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
      p999: null,
      max: null,
    });
  });

  for (const [name, q, fewest] of [
    ['p50', 0.5, 20],
    ['p90', 0.9, 100],
    ['p95', 0.95, 200],
    ['p99', 0.99, 1000],
    ['p999', 0.999, 10_000],
  ] as const) {
    it(`gives ${name} from ${fewest} values on, when ten lie beyond it`, () => {
      expect(distributionOf(oneTo(fewest - 1))[name]).to.equal(null);
      expect(distributionOf(oneTo(fewest))[name]).to.be.closeTo(1 + (fewest - 1) * q, 0.001);
    });
  }

  it('does not depend on the order of the values, nor change it', () => {
    const values = oneTo(300).map((i) => (i * 7919) % 301);
    const before = [...values];
    expect(distributionOf(values)).to.deep.equal(distributionOf(values.toReversed()));
    expect(values).to.deep.equal(before);
  });

  it('counts numbers as numbers: 9 before 10', () => {
    const { max, mean } = distributionOf([9, 10, 100, 0.5]);
    expect([max, mean]).to.deep.equal([100, 29.875]);
  });

  it('is told to the thousandth', () => {
    expect(distributionOf([1 / 3, 1 / 3]).mean).to.equal(0.333);
  });
});
