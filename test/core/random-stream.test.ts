import { expect } from 'chai';
import { RandomStream } from '../../src/core/random-stream.ts';

describe('a random stream', () => {
  it('is the same for the same seed and purpose, in this version and the next', () => {
    const [one, other] = [new RandomStream(42, 'arrivals'), new RandomStream(42, 'arrivals')];
    const numbers = draw(one, 100);
    expect(draw(other, 100)).to.deep.equal(numbers);
    expect(numbers.slice(0, 3)).to.deep.equal(GOLDEN);
  });

  it('is another for every purpose and every seed', () => {
    const firsts = new Set<number>();
    const small = Array.from({ length: 1000 }, (_, seed) => seed);
    const seeds = [...small, 65_536, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    for (const seed of seeds) {
      for (const purpose of ['', 'a', 'b', 'types', 'sizes'])
        firsts.add(new RandomStream(seed, purpose).next());
    }
    expect(firsts.size).to.equal(seeds.length * 5);
  });

  it('is uniform in [0, 1): every tenth of it gets its share', () => {
    const counts = new Array(10).fill(0);
    for (const number of draw(new RandomStream(7, 'test'), 100_000)) counts[Math.floor(number * 10)]++;
    expect(counts).to.have.length(10);
    for (const count of counts) expect(count).to.be.within(9600, 10_400);
  });

  it('has nothing to do with that of a neighbouring seed or of another purpose', () => {
    const base = draw(new RandomStream(7, 'heavy arrivals'), 20_000);
    for (const other of [new RandomStream(8, 'heavy arrivals'), new RandomStream(7, 'light arrivals')]) {
      expect(correlation(base, draw(other, 20_000))).to.be.within(-0.03, 0.03);
    }
  });

  it('has no memory from one number to the next', () => {
    const numbers = draw(new RandomStream(3, 'test'), 20_001);
    expect(correlation(numbers.slice(1), numbers.slice(0, -1))).to.be.within(-0.03, 0.03);
  });

  it('gives exponential numbers of the mean asked for, all finite and none negative', () => {
    const stream = new RandomStream(7, 'test');
    const numbers = Array.from({ length: 50_000 }, () => stream.exponential(20));
    expect(numbers.every((number) => number >= 0 && number < 1000)).to.equal(true);
    const { mean, cv } = momentsOf(numbers);
    expect(mean).to.be.within(19.5, 20.5);
    expect(cv).to.be.within(0.97, 1.03);
    const beyondTwoMeans = numbers.filter((number) => number > 40).length / numbers.length;
    expect(beyondTwoMeans).to.be.closeTo(Math.exp(-2), 0.01);
  });
});

/** By another implementation of the same generator. If they change, every seed means something else and no old result can be repeated. */
const GOLDEN = [0.36190592078492045, 0.33278055978007615, 0.3638096498325467];

function draw(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.next());
}

function momentsOf(numbers: readonly number[]): { mean: number; cv: number } {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  return { mean, cv: Math.sqrt(variance) / mean };
}

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [momentsOf(xs), momentsOf(ys)];
  const covariance =
    xs.reduce((sum, value, i) => sum + (value - x.mean) * ((ys[i] ?? 0) - y.mean), 0) / xs.length;
  return covariance / (x.mean * x.cv * y.mean * y.cv);
}
