import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { zipf } from '../../../src/load/plan/zipf.ts';

const DRAWS = 100_000;

/** How often each rank was drawn. */
function counts(count: number, exponent: number, seed = 6): number[] {
  const drawn = new Array<number>(count).fill(0);
  const stream = new RandomStream(seed, 'keys');
  const draw = zipf(count, exponent);
  for (let i = 0; i < DRAWS; i++) drawn[draw(stream)]!++;
  return drawn;
}

describe('Zipf popularity', () => {
  for (const exponent of [0, 0.5, 1, 2]) {
    it(`falls with the rank to the power of −${exponent}`, () => {
      const drawn = counts(20, exponent);
      const weights = drawn.map((_, rank) => (rank + 1) ** -exponent);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      drawn.forEach((count, rank) => {
        const expected = (weights[rank]! / total) * DRAWS;
        expect(count, `rank ${rank}`).to.be.closeTo(expected, 5 * Math.sqrt(expected) + 1);
      });
    });
  }

  it('of a single key is that key', () => {
    expect(counts(1, 1)).to.deep.equal([DRAWS]);
  });

  it('reaches the last of very many', () => {
    const drawn = counts(50_000, 0);
    expect(drawn.slice(-1000).some((count) => count > 0)).to.equal(true);
    expect(drawn.reduce((sum, count) => sum + count, 0)).to.equal(DRAWS);
  });

  it('is the same for the same seed', () => {
    expect(counts(20, 1)).to.deep.equal(counts(20, 1));
    expect(counts(20, 1, 7)).to.not.deep.equal(counts(20, 1));
  });
});
