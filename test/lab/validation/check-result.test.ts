import { expect } from 'chai';
import { checkResults } from '../../../src/lab/validation/check-result.ts';
import { question, synthetic } from './synthetic.ts';

/** Mean 10, standard deviation 1: half of the 99 % interval is t(0.995, 3)/2 = 2.92. */
const OBSERVED = [9, 9, 11, 11].map((value) => (value - 10) * Math.sqrt(3 / 4) + 10);
const REPLICATIONS = OBSERVED.map((observed) => ({ observed: [observed], controls: [] }));

function check(theory: number, limit: number) {
  return checkResults(synthetic('coin', 4, [question('mean', theory, limit)]), REPLICATIONS, 1.5)[0]!;
}

describe('a check', () => {
  it('passes with theory in the interval, and an interval no wider than allowed', () => {
    const { name, theory, observed, interval, passed, seconds } = check(12.9, 0.3);
    expect({ name, theory, passed, seconds }).to.deep.equal({
      name: 'coin: mean',
      theory: 12.9,
      passed: true,
      seconds: 1.5,
    });
    expect(observed).to.be.closeTo(10, 1e-12);
    expect(interval[1] - 10).to.be.closeTo(5.840909309733 / 2, 1e-9);
    expect(10 - interval[0]).to.be.closeTo(5.840909309733 / 2, 1e-9);
  });

  it('fails with theory outside', () => {
    expect(check(12.93, 0.3).passed).to.equal(false);
    expect(check(7.07, 0.3).passed).to.equal(false);
    expect(check(7.09, 0.3).passed).to.equal(true);
  });

  it('fails with too wide an interval, wherever theory lies', () => {
    expect(check(10, 0.29).passed).to.equal(false);
    expect(check(10, 0.293).passed).to.equal(true);
  });

  it('judges each question by its own observations, with the controls of all', () => {
    const experiment = synthetic('two', 6, [question('a', 5, 0.01), question('b', 8, 0.01)]);
    const luck = [0.3, -0.1, 0.5, 0.2, -0.4, 0.05];
    const replications = luck.map((x) => ({ observed: [5 + 2 * x, 8 - x], controls: [x] }));
    const [a, b] = checkResults(experiment, replications, 0);
    expect([a!.observed, b!.observed].map((value) => Math.round(value * 1e9) / 1e9)).to.deep.equal([5, 8]);
    expect([a!.name, b!.name]).to.deep.equal(['two: a', 'two: b']);
  });
});
