import { expect } from 'chai';
import {
  leastWorkOfDMeanResponse,
  leastWorkOfDWaitTail,
  leastWorkOfDWorkTail,
} from '../../../src/lab/theory/least-work-of-d.ts';
import { integrate } from '../../../src/lab/theory/quadrature.ts';
import { shortestOfDMeanResponse } from '../../../src/lab/theory/shortest-of-d.ts';

describe('theory: LL(d)', () => {
  it('has the closed form −ln(1 − λ²)/λ² with two choices', () => {
    for (const rho of [0.2, 0.5, 0.9, 0.99]) {
      expect(leastWorkOfDMeanResponse(2, rho)).to.be.closeTo(-Math.log(1 - rho ** 2) / rho ** 2, 1e-12);
    }
    expect(leastWorkOfDMeanResponse(2, 0.9)).to.be.closeTo(2.05, 5e-4);
  });

  it('is M/M/1 with one choice', () => {
    expect(leastWorkOfDMeanResponse(1, 0.8)).to.be.closeTo(5, 1e-12);
    expect(leastWorkOfDWorkTail(1, 0.8, 0)).to.equal(0.8);
  });

  it('has the mean that its work tail and its wait tail integrate to', () => {
    const panels = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256];
    for (const d of [1, 2, 3, 5]) {
      const work = integrate((w) => leastWorkOfDWorkTail(d, 0.85, w), panels);
      const wait = integrate((t) => leastWorkOfDWaitTail(d, 0.85, t), panels);
      expect(work / 0.85).to.be.closeTo(leastWorkOfDMeanResponse(d, 0.85), 1e-9);
      expect(1 + wait).to.be.closeTo(leastWorkOfDMeanResponse(d, 0.85), 1e-9);
    }
  });

  it('has a work tail that solves its differential equation, stepped numerically', () => {
    for (const d of [2, 4]) {
      const slope = (tail: number) => -tail * (1 - 0.9 * tail ** (d - 1));
      let tail = 0.9;
      const step = 1e-3;
      for (let i = 0; i < 3000; i++) tail += step * slope(tail + (step / 2) * slope(tail));
      expect(leastWorkOfDWorkTail(d, 0.9, 3)).to.be.closeTo(tail, 1e-6);
    }
  });

  it('beats the shortest of as many queues', () => {
    for (const d of [2, 3, 5]) {
      expect(leastWorkOfDMeanResponse(d, 0.9)).to.be.below(shortestOfDMeanResponse(d, 0.9));
    }
  });
});
