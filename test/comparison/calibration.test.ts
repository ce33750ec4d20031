import { expect } from 'chai';
import { noiseOf } from '../../src/comparison/calibration.ts';
import { blocksOf, DESIGN } from './trials.ts';

describe('a calibration', () => {
  it('judges each run of so many blocks by itself', () => {
    const { runs, falseAlarms, pairRatio, intervalRatio } = noiseOf(
      blocksOf({ base: 1, again: 1 }, 83, 0.1, 2),
      DESIGN,
      8,
    );
    expect(runs, 'whole runs').to.have.lengthOf(10);
    expect(falseAlarms).to.be.at.most(2);
    // The difference of two values with a deviation of 0.1 is beyond 0.28 once in twenty.
    expect(Math.log(pairRatio)).to.be.within(0.2, 0.36);
    expect(Math.log(intervalRatio)).to.be.within(0.05, 0.3);
  });

  it('sees code that is not the same', () => {
    expect(noiseOf(blocksOf({ base: 1, again: 1.5 }, 80, 0.05, 2), DESIGN, 8).falseAlarms).to.equal(10);
  });

  it('tells nothing of fewer blocks than a run has', () => {
    expect(noiseOf(blocksOf({ base: 1, again: 1 }, 7, 0.1, 2), DESIGN, 8).runs).to.deep.equal([]);
  });
});
