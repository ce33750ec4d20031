import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { controlledMeanInterval } from '../../../src/measuring/statistics/controlled-mean.ts';
import { meanInterval } from '../../../src/measuring/statistics/mean-interval.ts';

const VALUES = [3.1, 2.7, 3.6, 2.9, 3.3, 3.0];

describe('the mean of values that come with controls', () => {
  it('is the plain mean without any', () => {
    expect(controlledMeanInterval(VALUES, [], 0.99)).to.deep.equal(meanInterval(VALUES, 0.99));
  });

  it('is right to the last digit where the controls say all', () => {
    // 5 + 2a − 3b, with a and b of expectation 0.
    const a = [0.3, -0.1, 0.5, 0.2, -0.4, 0.05];
    const b = [-0.2, 0.4, 0.1, 0.3, 0.2, -0.3];
    const values = a.map((x, i) => 5 + 2 * x - 3 * b[i]!);
    const { mean, low, high } = controlledMeanInterval(values, [a, b], 0.99);
    expect(mean).to.be.closeTo(5, 1e-12);
    expect(high - low).to.be.below(1e-12);
  });

  it('is the intercept of the regression, with its interval', () => {
    // By hand: the slope is 35 / 17.5, the intercept 2 at a control of 0; residuals 0.5, −1, 0.5, 0.5, −1, 0.5.
    const control = [-1, 0, 1, 2, 3, 4];
    const values = [0.5, 1, 4.5, 6.5, 7, 10.5];
    const { mean, low, high } = controlledMeanInterval(values, [control], 0.95);
    expect(mean).to.be.closeTo(2, 1e-12);
    const half = 2.7764451051977987 * Math.sqrt((3 / 4) * (1 / 6 + 1.5 ** 2 / 17.5));
    expect(mean - low).to.be.closeTo(half, 1e-9);
    expect(high - mean).to.be.closeTo(half, 1e-9);
  });

  it('does not mind controls that never vary or say the same thing twice', () => {
    const control = [0.1, -0.3, 0.4, -0.2, 0.2, 0.0];
    const plain = controlledMeanInterval(VALUES, [control], 0.99);
    const twice = controlledMeanInterval(
      VALUES,
      [control, control.map((x) => 3 * x), VALUES.map(() => 0)],
      0.99,
    );
    expect(twice.mean).to.be.closeTo(plain.mean, 1e-12);
    expect(twice.high).to.be.closeTo(plain.high, 1e-12);
  });

  it('covers the truth as often as it says, and is narrower for what the control explains', () => {
    const stream = new RandomStream(1, 'normal');
    const normal = () => Math.sqrt(-2 * Math.log(1 - stream.next())) * Math.cos(2 * Math.PI * stream.next());
    let covered = 0;
    let width = 0;
    let plainWidth = 0;
    const runs = 4000;
    for (let run = 0; run < runs; run++) {
      const control = Array.from({ length: 20 }, normal);
      const values = control.map((x) => 7 + 3 * x + normal());
      const { low, high } = controlledMeanInterval(values, [control], 0.9);
      if (low <= 7 && 7 <= high) covered++;
      const plain = meanInterval(values, 0.9);
      width += high - low;
      plainWidth += plain.high - plain.low;
    }
    // Four standard errors of a share of 0.9.
    expect(covered / runs).to.be.closeTo(0.9, 4 * Math.sqrt((0.9 * 0.1) / runs));
    expect(width / plainWidth).to.be.closeTo(1 / Math.sqrt(10), 0.04);
  });

  it('needs more values than controls', () => {
    expect(() =>
      controlledMeanInterval(
        [1, 2, 3],
        [
          [1, 2, 4],
          [3, 1, 2],
        ],
        0.99,
      ),
    ).to.throw('3 values are too few for 2 controls');
  });
});
