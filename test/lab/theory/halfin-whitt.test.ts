import { expect } from 'chai';
import { halfinWhittWaitProbability, squareRootUtilisation } from '../../../src/lab/theory/halfin-whitt.ts';
import { mmkMeanWait, mmkWaitProbability } from '../../../src/lab/theory/mmk.ts';

describe('theory: Halfin–Whitt', () => {
  it('with β = 1 makes 22.3361 % wait', () => {
    expect(halfinWhittWaitProbability(1)).to.be.closeTo(0.223361, 5e-7);
  });

  it('is what Erlang C tends to', () => {
    expect(mmkWaitProbability(10_000, 0.99)).to.be.closeTo(0.222777, 5e-7);
    expect(mmkMeanWait(10_000, 0.99)).to.be.closeTo(0.00222777, 5e-9);
    expect(squareRootUtilisation(100_000, 1)).to.be.closeTo(0.996838, 5e-7);
    expect(mmkWaitProbability(100_000, squareRootUtilisation(100_000, 1))).to.be.closeTo(0.223178, 5e-7);

    for (const beta of [0.25, 0.5, 2]) {
      const gap = (workers: number) =>
        Math.abs(
          mmkWaitProbability(workers, squareRootUtilisation(workers, beta)) -
            halfinWhittWaitProbability(beta),
        );
      expect(gap(40_000))
        .to.be.below(0.002)
        .and.below(gap(400) / 5);
    }
  });

  it('makes everybody wait without slack and nobody with much', () => {
    expect(halfinWhittWaitProbability(1e-9)).to.be.closeTo(1, 1e-8);
    expect(halfinWhittWaitProbability(6)).to.be.below(1e-8);
  });
});
