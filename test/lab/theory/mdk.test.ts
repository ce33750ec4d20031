import { expect } from 'chai';
import { mdkMeanWait } from '../../../src/lab/theory/mdk.ts';
import { mg1MeanWait } from '../../../src/lab/theory/mg1.ts';
import { deterministicMoments } from '../../../src/lab/theory/moments.ts';
import { expectation, stationary } from './markov-chain.ts';
import { mgkMeanWaitApproximation } from './mgk.ts';

/** One service time later: whoever was in service has left, whoever arrived since is there. */
function meanWaitByChain(workers: number, rho: number, states: number): number {
  const arrivals = [Math.exp(-workers * rho)];
  for (let n = 1; n < states; n++) arrivals.push((arrivals[n - 1]! * workers * rho) / n);
  const law = stationary(states, (n) => {
    const left = Math.max(0, n - workers);
    return arrivals.slice(0, states - left).map((p, arrived) => [left + arrived, p] as const);
  });
  return expectation(law, (n) => Math.max(0, n - workers)) / (workers * rho);
}

describe('theory: M/D/k (Crommelin)', () => {
  it('is Pollaczek–Khinchine for one worker', () => {
    for (const rho of [0.1, 0.5, 0.8, 0.95]) {
      expect(mdkMeanWait(1, rho)).to.be.closeTo(mg1MeanWait(rho, deterministicMoments(1)), 1e-8);
    }
  });

  it('agrees with its embedded chain solved by elimination', () => {
    for (const [workers, rho] of [
      [2, 0.5],
      [3, 0.8],
      [20, 0.8],
    ] as const) {
      expect(mdkMeanWait(workers, rho)).to.be.closeTo(meanWaitByChain(workers, rho, 160), 1e-10);
    }
  });

  it('lies a little above Lee–Longton', () => {
    for (const workers of [2, 8, 32]) {
      const ratio = mdkMeanWait(workers, 0.9) / mgkMeanWaitApproximation(workers, 0.9, 0);
      expect(ratio).to.be.within(1, 1.15);
    }
  });
});
