import { expect } from 'chai';
import { workStealingMeanResponse } from '../../../src/lab/theory/work-stealing.ts';

/** Steps the mean-field equations, s_i = share of workers with at least i jobs, until they rest. */
function meanResponseByEquations(rho: number): number {
  let tail = [1, ...new Array<number>(60).fill(0)];
  const at = (i: number) => tail[i] ?? 0;
  for (let t = 0; t < 1000; t += 0.1) {
    tail = tail.map((share, i) => {
      if (i === 0) return 1;
      const arrivals = rho * (at(i - 1) - share);
      const departures = share - at(i + 1);
      const stolen = at(1) - at(2);
      const change = i === 1 ? arrivals - departures * (1 - at(2)) : arrivals - departures * (1 + stolen);
      return share + 0.1 * change;
    });
  }
  return tail.slice(1).reduce((sum, share) => sum + share, 0) / rho;
}

describe('theory: work stealing', () => {
  it('is where its mean-field equations come to rest', () => {
    for (const rho of [0.3, 0.7, 0.9]) {
      expect(workStealingMeanResponse(rho)).to.be.closeTo(meanResponseByEquations(rho), 1e-6);
    }
  });

  it('lies between no queue at all and random assignment', () => {
    for (const rho of [0.01, 0.5, 0.99]) {
      expect(workStealingMeanResponse(rho)).to.be.within(1, 1 / (1 - rho));
    }
    expect(workStealingMeanResponse(0.5)).to.be.closeTo((1 + Math.sqrt(5)) / 2, 1e-12);
  });
});
