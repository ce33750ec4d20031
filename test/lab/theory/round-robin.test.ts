import { expect } from 'chai';
import { mmkMeanWait, mmkWaitSecondMoment } from '../../../src/lab/theory/mmk.ts';
import {
  roundRobinMeanWait,
  roundRobinWaitProbability,
  roundRobinWaitSecondMoment,
} from '../../../src/lab/theory/round-robin.ts';
import { expectation, stationary } from './markov-chain.ts';

/** E_k/M/1 as a chain: state = k · jobs + arrival stages done. */
function meanResponseByChain(workers: number, rho: number, jobs: number): number {
  const states = jobs * workers;
  const law = stationary(states, (state) => [
    ...(state + 1 < states ? [[state + 1, workers * rho] as const] : []),
    ...(state >= workers ? [[state - workers, 1] as const] : []),
  ]);
  return expectation(law, (state) => Math.floor(state / workers)) / rho;
}

describe('theory: round robin', () => {
  it('is M/M/1 with one worker', () => {
    expect(roundRobinWaitProbability(1, 0.8)).to.be.closeTo(0.8, 1e-13);
    expect(roundRobinMeanWait(1, 0.8)).to.be.closeTo(mmkMeanWait(1, 0.8), 1e-11);
    expect(roundRobinWaitSecondMoment(1, 0.8)).to.be.closeTo(mmkWaitSecondMoment(1, 0.8), 1e-10);
  });

  it('has a response time of 5.48 with 16 workers at load 0.9', () => {
    expect(1 + roundRobinMeanWait(16, 0.9)).to.be.closeTo(5.48, 0.005);
  });

  it('agrees with its chain of arrival stages solved by elimination', () => {
    for (const [workers, rho] of [
      [2, 0.6],
      [4, 0.8],
    ] as const) {
      expect(1 + roundRobinMeanWait(workers, rho)).to.be.closeTo(
        meanResponseByChain(workers, rho, 100),
        1e-8,
      );
    }
  });

  it('falls with more workers to the limit of clockwork arrivals', () => {
    const limit = roundRobinMeanWait(Number.POSITIVE_INFINITY, 0.9);
    const waits = [1, 2, 10, 100, 10_000].map((workers) => roundRobinMeanWait(workers, 0.9));
    expect([...waits].sort((a, b) => b - a)).to.deep.equal(waits);
    expect(waits[4]!).to.be.above(limit).and.closeTo(limit, 1e-3);
    // D/M/1: σ = e^(−(1 − σ)/ρ).
    const sigma = roundRobinWaitProbability(Number.POSITIVE_INFINITY, 0.9);
    expect(Math.exp(-(1 - sigma) / 0.9)).to.be.closeTo(sigma, 1e-13);
  });
});
