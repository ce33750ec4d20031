import { expect } from 'chai';
import fc from 'fast-check';
import { signFlipP } from '../../../src/measuring/statistics/sign-flip.ts';
import { coarse } from './samples.ts';

function signFlipPByEnumeration(differences: readonly number[], extreme: (sum: number) => boolean): number {
  const ways = 2 ** differences.length;
  let count = 0;
  for (let signs = 0; signs < ways; signs++) {
    if (extreme(differences.reduce((sum, d, i) => sum + (signs & (1 << i) ? d : -d), 0))) count++;
  }
  return count / ways;
}

/** Darwin's maize, cross- less self-fertilised heights, in eighths of an inch. */
const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

describe('statistics: exact sign-flip test', () => {
  it('finds Fisher’s count in Darwin’s maize: 1726 of 32 768', () => {
    expect(signFlipP(maize, 'two-sided')).to.equal(1726 / 32_768);
    expect(signFlipP(maize, 'greater')).to.equal(863 / 32_768);
  });

  it('gives p = 2/256 for eight pairs that all point one way', () => {
    expect(signFlipP([0.1, 0.05, 0.2, 0.1, 0.3, 0.1, 0.07, 0.2], 'two-sided')).to.equal(2 / 256);
  });

  it('agrees with all signings, enumerated, ties and zeros included', () => {
    fc.assert(
      fc.property(coarse(1, 10), (differences) => {
        const sum = differences.reduce((total, d) => total + d, 0);
        expect(signFlipP(differences, 'greater')).to.equal(
          signFlipPByEnumeration(differences, (other) => other >= sum),
        );
        expect(signFlipP(differences, 'less')).to.equal(
          signFlipPByEnumeration(differences, (other) => other <= sum),
        );
        expect(signFlipP(differences, 'two-sided')).to.equal(
          signFlipPByEnumeration(differences, (other) => Math.abs(other) >= Math.abs(sum)),
        );
      }),
    );
  });

  it('takes sums that differ by rounding alone as equal', () => {
    // 0.1 + 0.2 is not 0.3 in floating point; in tenths the answer is plain.
    expect(signFlipP([0.1, 0.2, -0.3, 0.3], 'two-sided')).to.equal(signFlipP([1, 2, -3, 3], 'two-sided'));
  });

  it('says nothing where nothing differs', () => {
    expect(signFlipP([0, 0, 0, 0, 0, 0], 'two-sided')).to.equal(1);
    expect(signFlipP([], 'two-sided')).to.equal(1);
  });

  it('errs in at most 5 % of all signings', () => {
    let rejected = 0;
    const sizes = [0.31, 0.02, 0.11, 0.27, 0.05, 0.19, 0.08, 0.4];
    for (let signs = 0; signs < 256; signs++) {
      if (
        signFlipP(
          sizes.map((d, i) => (signs & (1 << i) ? d : -d)),
          'two-sided',
        ) <= 0.05
      )
        rejected++;
    }
    expect(rejected / 256).to.be.within(0.03, 0.05);
  });

  it('stays exact at 30 pairs and refuses more than 40', () => {
    const up = Array.from({ length: 30 }, (_, i) => i + 1);
    expect(signFlipP(up, 'two-sided')).to.equal(2 ** -29);
    expect(() => signFlipP(new Array(41).fill(1), 'less')).to.throw('at most 40');
    expect(() => signFlipP([1, Number.NaN], 'less')).to.throw('difference 2 is NaN');
  });
});
