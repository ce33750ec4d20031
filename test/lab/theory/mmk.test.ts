import { expect } from 'chai';
import {
  mmkMeanWait,
  mmkNumberInSystem,
  mmkWaitProbability,
  mmkWaitQuantile,
  mmkWaitSecondMoment,
  mmkWaitTail,
} from '../../../src/lab/theory/mmk.ts';
import { integrate } from '../../../src/lab/theory/quadrature.ts';
import { expectation, stationary } from './markov-chain.ts';

describe('theory: M/M/k', () => {
  it('hits the reference values', () => {
    expect(mmkWaitProbability(4, 0.8)).to.be.closeTo(0.596432, 5e-7);
    expect(mmkMeanWait(4, 0.8)).to.be.closeTo(0.745541, 5e-7);
    expect(mmkMeanWait(4, 0.9)).to.be.closeTo(1.96938, 5e-6);
    expect(mmkWaitProbability(16, 0.9)).to.be.closeTo(0.591343, 5e-7);
    expect(mmkMeanWait(16, 0.9)).to.be.closeTo(0.36959, 5e-7);
    expect(mmkWaitQuantile(16, 0.9, 0.99)).to.be.closeTo(2.5499, 5e-5);
    expect(mmkMeanWait(100, 0.9)).to.be.closeTo(0.021694, 5e-8);
    expect(mmkWaitProbability(1000, 0.95)).to.be.closeTo(0.0682534, 5e-8);
  });

  it('agrees with its birth–death chain solved by elimination', () => {
    const workers = 3;
    const rho = 0.7;
    const law = stationary(120, (n) => [
      ...(n < 119 ? [[n + 1, workers * rho] as const] : []),
      ...(n > 0 ? [[n - 1, Math.min(n, workers)] as const] : []),
    ]);
    const waiting = expectation(law, (n) => Math.max(0, n - workers));
    expect(mmkWaitProbability(workers, rho)).to.be.closeTo(
      expectation(law, (n) => (n >= workers ? 1 : 0)),
      1e-12,
    );
    expect(mmkMeanWait(workers, rho)).to.be.closeTo(waiting / (workers * rho), 1e-12);
  });

  it('has moments that are the integrals of its tail', () => {
    const tail = (t: number) => mmkWaitTail(5, 0.85, t);
    const panels = [0, 1, 2, 4, 8, 16, 32, 64];
    expect(integrate(tail, panels)).to.be.closeTo(mmkMeanWait(5, 0.85), 1e-10);
    expect(integrate((t) => 2 * t * tail(t), panels)).to.be.closeTo(mmkWaitSecondMoment(5, 0.85), 1e-9);
  });

  it('has as many in the system as often as its Markov chain', () => {
    const [workers, rho] = [3, 0.8];
    const law = stationary(200, (n) => [
      ...(n < 199 ? [[n + 1, workers * rho] as const] : []),
      ...(n > 0 ? [[n - 1, Math.min(n, workers)] as const] : []),
    ]);
    const draws = 100_000;
    const counts = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      const number = mmkNumberInSystem(workers, rho, (i + 0.5) / draws);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    for (let n = 0; n < 30; n++) expect((counts.get(n) ?? 0) / draws, `${n}`).to.be.closeTo(law[n]!, 2e-5);
  });

  it('finds the share that waits in the number in a system of very many', () => {
    const [workers, rho] = [10_000, 0.99];
    const waits = mmkWaitProbability(workers, rho);
    expect(mmkNumberInSystem(workers, rho, 1 - waits - 1e-6)).to.equal(workers - 1);
    expect(mmkNumberInSystem(workers, rho, 1 - waits + 1e-6)).to.equal(workers);
  });

  it('has quantiles that invert its tail, and 0 for those who do not wait', () => {
    for (const q of [0.5, 0.9, 0.99, 0.999]) {
      expect(mmkWaitTail(4, 0.8, mmkWaitQuantile(4, 0.8, q))).to.be.closeTo(1 - q, 1e-12);
    }
    expect(mmkWaitQuantile(4, 0.8, 0.4)).to.equal(0);
  });
});
