import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { mg1WaitSecondMoment } from '../../../src/lab/theory/mg1.ts';
import { mmkWaitProbability, mmkWaitSecondMoment } from '../../../src/lab/theory/mmk.ts';
import { discreteMoments } from '../../../src/lab/theory/moments.ts';
import { lifoWaitSecondMoment, randomOrderWaitSecondMoment } from '../../../src/lab/theory/service-order.ts';
import { drawReplay, type Replay } from './replay.ts';

/**
 * h(j): what `source` adds up to, on average, while a job still waits beside j others in M/M/k. Arrivals add a rival;
 * a departure picks the job itself with probability 1/(j + 1). Three bands, solved by elimination.
 */
function accumulatedWhileWaiting(workers: number, rho: number, source: (j: number) => number): number[] {
  const states = 400;
  const upper: number[] = [];
  const right: number[] = [];
  for (let j = 0; j < states; j++) {
    const arrive = j < states - 1 ? workers * rho : 0;
    const rivalLeaves = (workers * j) / (j + 1);
    const pivot = arrive + workers - rivalLeaves * (upper[j - 1] ?? 0);
    upper.push(arrive / pivot);
    right.push((source(j) + rivalLeaves * (right[j - 1] ?? 0)) / pivot);
  }
  const h = new Array<number>(states).fill(0);
  for (let j = states - 1; j >= 0; j--) h[j] = right[j]! + upper[j]! * (h[j + 1] ?? 0);
  return h;
}

/** Waits of one worker that serves whoever waits in random order. */
function randomOrderWaits({ arrivals, services }: Replay, random: () => number): number[] {
  const waits: number[] = [];
  const waiting: number[] = [];
  let now = 0;
  let next = 0;
  while (waits.length < arrivals.length) {
    if (waiting.length === 0) now = Math.max(now, arrivals[next]!);
    for (; next < arrivals.length && arrivals[next]! <= now; next++) waiting.push(next);
    const place = Math.floor(random() * waiting.length);
    const job = waiting[place]!;
    waiting[place] = waiting[waiting.length - 1]!;
    waiting.pop();
    waits.push(now - arrivals[job]!);
    now += services[job]!;
  }
  return waits;
}

describe('theory: order of service', () => {
  it('in random order agrees with the chain of a waiting job and its rivals', () => {
    for (const [workers, rho] of [
      [1, 0.8],
      [3, 0.7],
    ] as const) {
      const first = accumulatedWhileWaiting(workers, rho, () => 1);
      const second = accumulatedWhileWaiting(workers, rho, (j) => 2 * first[j]!);
      // An arrival that waits finds j others waiting with probability (1 − ρ)ρ^j.
      const given = second.reduce((sum, value, j) => sum + (1 - rho) * rho ** j * value, 0);
      const byChain = mmkWaitProbability(workers, rho) * given;
      const byFormula = randomOrderWaitSecondMoment(mmkWaitSecondMoment(workers, rho), rho);
      expect(byFormula).to.be.closeTo(byChain, 1e-6);
    }
  });

  it('in random order agrees with a replay of bimodal jobs', () => {
    const service = discreteMoments([
      { value: 0.5, probability: 0.9 },
      { value: 5.5, probability: 0.1 },
    ]);
    const replay = drawReplay(2, 400_000, 0.6, (u) => (u < 0.9 ? 0.5 : 5.5));
    const stream = new RandomStream(2, 'order');
    const waits = randomOrderWaits(replay, () => stream.next());
    const observed = waits.reduce((sum, wait) => sum + wait ** 2, 0) / waits.length;
    const rho = 0.6 * service.mean;
    expect(observed / randomOrderWaitSecondMoment(mg1WaitSecondMoment(0.6, service), rho)).to.be.closeTo(
      1,
      0.05,
    );
  });

  it('last come first served waits a busy period of an M/M/1 at k times the pace', () => {
    const [workers, rho] = [4, 0.8];
    const busySecondMoment = 2 / (workers ** 2 * (1 - rho) ** 3);
    expect(lifoWaitSecondMoment(mmkWaitSecondMoment(workers, rho), rho)).to.be.closeTo(
      mmkWaitProbability(workers, rho) * busySecondMoment,
      1e-10,
    );
  });

  it('last come first served in M/G/1 waits a busy period that a residual service starts', () => {
    const service = discreteMoments([
      { value: 1, probability: 0.9 },
      { value: 11, probability: 0.1 },
    ]);
    const rate = 0.3;
    const rho = rate * service.mean;
    const residual = service.second / (2 * service.mean);
    const residualSecond = service.third / (3 * service.mean);
    const busySecond = residualSecond / (1 - rho) ** 2 + (residual * rate * service.second) / (1 - rho) ** 3;
    expect(lifoWaitSecondMoment(mg1WaitSecondMoment(rate, service), rho)).to.be.closeTo(
      rho * busySecond,
      1e-9,
    );
  });
});
