import { expect } from 'chai';
import fc from 'fast-check';
import consistentHash from '../../strategies/consistent-hash-bounded-load.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

const PLAIN = { bound: 1e6 };

describe('consistent hashing with bounded loads', () => {
  it('gives no worker more than the bound on the mean, whatever happens', () => {
    fc.assert(
      fc.property(randomLife, fc.constantFrom(1.01, 1.25, 2), (events, bound) => {
        const world = clusterOf(consistentHash, { workers: 2, window: 2, parameters: { bound } });
        for (const event of events) {
          happen(world, event);
          const chosen = world.jobs.at(-1)?.worker;
          if (event.happens !== 'arrival' || chosen === undefined) continue;
          const { workers } = world.dispatcher;
          const total = workers.reduce((sum, { unfinished }) => sum + unfinished, 0);
          expect(chosen.unfinished).to.be.at.most(Math.ceil((bound * total) / workers.length));
        }
      }),
    );
  });

  it('keeps a key at one worker as long as that is not too full', () => {
    const world = clusterOf(consistentHash, { workers: 5, window: Infinity, parameters: PLAIN });
    for (const key of ['x', 'y', 'z'])
      expect(new Set([1, 2, 3, 4].map(() => home(world, key))).size, key).to.equal(1);
  });

  it('spills a hot key to the next workers on the ring, one by one', () => {
    const world = clusterOf(consistentHash, { workers: 4, window: Infinity, parameters: { bound: 2 } });
    for (let i = 0; i < 40; i++) home(world, 'hot');
    const loads = world.dispatcher.workers.map(({ unfinished }) => unfinished).sort((a, b) => b - a);
    expect(loads).to.deep.equal([20, 20, 0, 0]);
  });

  it('moves only the keys that a new worker takes over, and gives them back when it leaves', () => {
    const keys = Array.from({ length: 200 }, (_, i) => `user ${i}`);
    const world = clusterOf(consistentHash, { workers: 4, window: Infinity, parameters: PLAIN });
    const before = keys.map((key) => home(world, key));
    const joined = world.join();
    const after = keys.map((key) => home(world, key));
    const moved = keys.filter((_, i) => after[i] !== before[i]);
    for (const i of keys.keys()) expect(after[i]).to.be.oneOf([before[i], joined.index]);
    expect(moved.length, 'a fifth of 200').to.be.within(15, 80);
    world.lose(joined);
    expect(keys.map((key) => home(world, key))).to.deep.equal(before);
  });
});

/** Where a job of that key goes; it takes no time. */
function home(world: VirtualWorld, key: string): number {
  return world.arrive({ ...(key === 'hot' ? ENDLESS : JOB), key }).worker!.index;
}
