import { expect } from 'chai';
import { mg1MeanWait } from '../../../src/lab/theory/mg1.ts';
import { mmkMeanWait } from '../../../src/lab/theory/mmk.ts';
import { deterministicMoments, exponentialMoments } from '../../../src/lab/theory/moments.ts';
import { mg1PriorityMeanWaits, mmkPriorityMeanWaits } from '../../../src/lab/theory/priority.ts';
import { expectation, stationary } from './markov-chain.ts';

/**
 * Two classes waiting, i of the first and j of the second, while all workers are busy; state 0…workers − 1: some idle.
 */
function mmkWaitsByChain(workers: number, rates: readonly [number, number], room: number): number[] {
  const code = (i: number, j: number) => workers + i * room + j;
  const law = stationary(workers + room * room, (state) => {
    if (state < workers) {
      const arrive = [state + 1, rates[0] + rates[1]] as const;
      return state === 0 ? [arrive] : [arrive, [state - 1, state]];
    }
    const i = Math.floor((state - workers) / room);
    const j = (state - workers) % room;
    const next = i > 0 ? code(i - 1, j) : j > 0 ? code(i, j - 1) : workers - 1;
    return [
      [next, workers],
      ...(i < room - 1 ? [[code(i + 1, j), rates[0]] as const] : []),
      ...(j < room - 1 ? [[code(i, j + 1), rates[1]] as const] : []),
    ];
  });
  const waiting = (pick: (i: number, j: number) => number) =>
    expectation(law, (state) =>
      state < workers ? 0 : pick(Math.floor((state - workers) / room), (state - workers) % room),
    );
  return [waiting((i) => i) / rates[0], waiting((_, j) => j) / rates[1]];
}

describe('theory: non-preemptive priority (Cobham)', () => {
  it('gives responses of 2 and 6 for M/M/1 with rates 0.2 and 0.6', () => {
    const waits = mg1PriorityMeanWaits([
      { arrivalRate: 0.2, service: exponentialMoments(1) },
      { arrivalRate: 0.6, service: exponentialMoments(1) },
    ]);
    expect(waits[0]).to.be.closeTo(1, 1e-12);
    expect(waits[1]).to.be.closeTo(5, 1e-12);
  });

  it('gives waits of 0.18638 and 0.93193 for M/M/4 at load 0.8 split 25/75', () => {
    const waits = mmkPriorityMeanWaits(4, [0.2, 0.6]);
    expect(waits[0]).to.be.closeTo(0.18638, 1e-5);
    expect(waits[1]).to.be.closeTo(0.93193, 1e-5);
  });

  it('agrees with the chain of two classes solved by elimination', () => {
    const [first, second] = mmkWaitsByChain(2, [0.5, 0.5], 22);
    const waits = mmkPriorityMeanWaits(2, [0.25, 0.25]);
    expect(waits[0]).to.be.closeTo(first!, 1e-6);
    expect(waits[1]).to.be.closeTo(second!, 1e-5);
  });

  it('only moves waiting between classes: the load-weighted sum stays', () => {
    const classes = [
      { arrivalRate: 0.3, service: deterministicMoments(0.5) },
      { arrivalRate: 0.1, service: exponentialMoments(2) },
      { arrivalRate: 0.05, service: deterministicMoments(8) },
    ];
    const loads = classes.map(({ arrivalRate, service }) => arrivalRate * service.mean);
    const weighted = (waits: number[]) => waits.reduce((sum, wait, i) => sum + wait * loads[i]!, 0);
    const reversed = mg1PriorityMeanWaits([...classes].reverse()).reverse();
    expect(weighted(mg1PriorityMeanWaits(classes))).to.be.closeTo(weighted(reversed), 1e-10);
  });

  it('is first come first served for a single class', () => {
    const service = exponentialMoments(3);
    expect(mg1PriorityMeanWaits([{ arrivalRate: 0.2, service }])[0]).to.be.closeTo(
      mg1MeanWait(0.2, service),
      1e-12,
    );
    expect(mmkPriorityMeanWaits(6, [0.9])[0]).to.be.closeTo(mmkMeanWait(6, 0.9), 1e-12);
  });

  it('refuses classes that together exceed the workers', () => {
    expect(() => mmkPriorityMeanWaits(4, [0.5, 0.6])).to.throw('utilisation is 1.1');
  });
});
