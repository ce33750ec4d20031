import { expect } from 'chai';
import { shortestOfDMeanResponse, shortestOfDQueueTail } from '../../../src/lab/theory/shortest-of-d.ts';

describe('theory: JSQ(d)', () => {
  it('meets the published predictions for two choices', () => {
    const published = [
      [0.5, 1.2657],
      [0.7, 1.6145],
      [0.8, 1.9474],
      [0.9, 2.6141],
      [0.95, 3.383],
      [0.99, 5.432],
    ] as const;
    for (const [rho, response] of published) {
      expect(shortestOfDMeanResponse(2, rho)).to.be.closeTo(response, 6e-5);
    }
  });

  it('is M/M/1 with one choice', () => {
    expect(shortestOfDMeanResponse(1, 0.8)).to.be.closeTo(5, 1e-12);
  });

  it('has a tail in which as many jobs come to each length as leave it', () => {
    for (const d of [1, 2, 5]) {
      const tail = (i: number) => shortestOfDQueueTail(d, 0.9, i);
      expect(tail(0)).to.equal(1);
      for (let i = 1; i < 6; i++) {
        expect(0.9 * (tail(i - 1) ** d - tail(i) ** d)).to.be.closeTo(tail(i) - tail(i + 1), 1e-14);
      }
    }
  });
});
