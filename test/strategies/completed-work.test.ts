import { expect } from 'chai';
import completedWork from '../../strategies/completed-work.ts';
import leastActive from '../../strategies/least-active.ts';
import { JOB } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

describe('least completed work', () => {
  it('gives a whole burst to one worker, which the count of unfinished jobs spreads', () => {
    const [stale, fresh] = [completedWork, leastActive].map((definition) =>
      clusterOf(definition, { workers: 3, window: Infinity }),
    );
    const burst = Array.from({ length: 12 });
    expect(burst.map(() => choose(stale!))).to.deep.equal(burst.map(() => 0));
    expect(burst.map(() => choose(fresh!)).filter((index) => index === 0)).to.have.length(4);
  });

  it('gives all jobs to the worker that has run least, even one that has just joined, until something finishes', () => {
    const world = clusterOf(completedWork, { workers: 2, window: Infinity });
    world.arrive({ ...JOB, sizeMs: 50 });
    world.pass(50);
    world.arrive({ ...JOB, sizeMs: 20 });
    world.pass(20);
    expect(choose(world), 'it has run 20 ms, the other 50').to.equal(1);
    world.join();
    expect([choose(world), choose(world)]).to.deep.equal([2, 2]);
  });
});
