import { expect } from 'chai';
import fc from 'fast-check';
import { holm } from '../../../src/measuring/statistics/holm.ts';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** Step down by hand: go on rejecting the least p while it is at most α over the number left. */
function rejections(ps: readonly number[], alpha: number): boolean[] {
  const rejected = ps.map(() => false);
  for (let left = ps.length; left > 0; left--) {
    const open = ps.map((p, i) => (rejected[i] ? Number.POSITIVE_INFINITY : p));
    const least = open.indexOf(Math.min(...open));
    if (!(ps[least]! * left <= alpha)) break;
    rejected[least] = true;
  }
  return rejected;
}

describe('statistics: Holm', () => {
  it('adjusts as R does', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, i) => {
      expect(adjusted[i]).to.be.closeTo(p, 1e-15);
    });
    expect(holm([0.3, 0.9, 0.5])).to.deep.equal([0.3 * 3, 1, 1]);
    expect(holm([0.04])).to.deep.equal([0.04]);
    expect(holm([])).to.deep.equal([]);
  });

  it('rejects what the step-down procedure rejects', () => {
    fc.assert(
      fc.property(pValues, fc.constantFrom(0.01, 0.05, 0.5), (ps, alpha) => {
        expect(holm(ps).map((p) => p <= alpha)).to.deep.equal(rejections(ps, alpha));
      }),
    );
  });

  it('lies between the raw p and Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const adjusted = holm(ps);
        ps.forEach((p, i) => {
          expect(adjusted[i]).to.be.within(p, Math.min(1, p * ps.length));
          ps.forEach((other, j) => {
            if (p < other) expect(adjusted[i]).to.be.at.most(adjusted[j]!);
          });
        });
      }),
    );
  });

  it('refuses what is no p value', () => {
    expect(() => holm([0.2, 1.2])).to.throw('1.2 is not a p value');
    expect(() => holm([Number.NaN])).to.throw('NaN is not a p value');
  });
});
