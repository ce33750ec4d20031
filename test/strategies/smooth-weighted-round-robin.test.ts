import { expect } from 'chai';
import roundRobin from '../../strategies/round-robin.ts';
import smoothWeighted from '../../strategies/smooth-weighted-round-robin.ts';
import type { VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

describe('smooth weighted round robin', () => {
  it('is round robin when all workers are equally fast', () => {
    const [weighted, plain] = [smoothWeighted, roundRobin].map((definition) =>
      clusterOf(definition, { workers: 5, window: Infinity }),
    );
    for (let i = 0; i < 23; i++) expect(choose(weighted!)).to.equal(choose(plain!));
  });

  it('gives each worker its share in every round, and spreads the turns of the fast one', () => {
    const world = withSpeeds(5, 1, 1);
    for (let round = 0; round < 20; round++) {
      const chosen = Array.from({ length: 7 }, () => choose(world)).join('');
      expect(chosen).to.match(/^0{2,3}120{2,3}$/);
    }
  });

  it('is at no moment a whole turn off the shares', () => {
    const speeds = [4, 3, 2, 1, 0.5];
    const world = withSpeeds(...speeds);
    const given = speeds.map(() => 0);
    const total = speeds.reduce((sum, speed) => sum + speed, 0);
    for (let jobs = 1; jobs <= 210; jobs++) {
      given[choose(world)]!++;
      given.forEach((count, i) => {
        expect(Math.abs(count - (jobs * speeds[i]!) / total), `worker ${i} after ${jobs}`).to.be.below(1);
      });
    }
  });

  it('lets a worker that joins neither catch up nor wait', () => {
    const world = withSpeeds(1, 1);
    for (let i = 0; i < 100; i++) choose(world);
    world.join(1);
    for (let round = 0; round < 3; round++)
      expect([choose(world), choose(world), choose(world)]).to.have.members([0, 1, 2]);
  });
});

function withSpeeds(...speeds: number[]): VirtualWorld {
  const world = clusterOf(smoothWeighted, { workers: 0, window: Infinity });
  for (const speed of speeds) world.join(speed);
  return world;
}
