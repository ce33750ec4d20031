import { expect } from 'chai';
import fc from 'fast-check';
import joinIdleQueue from '../../strategies/join-idle-queue.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { choose, firstChoices, worldOf } from './choices.ts';

describe('join the idle queue', () => {
  it('gives an arriving job to an idle worker if there is any', () => {
    fc.assert(
      fc.property(randomLife, fc.nat(), (events, seed) => {
        const world = worldOf(joinIdleQueue, 2, seed);
        for (const event of events) {
          const anyIdle = world.dispatcher.workers.some(({ unfinished }) => unfinished === 0);
          happen(world, event);
          if (event.happens === 'arrival' && anyIdle)
            expect(world.jobs.at(-1)!.worker!.unfinished).to.equal(1);
        }
      }),
    );
  });

  it('draws among the idle at random', () => {
    const counts = firstChoices(300, (seed) => worldOf(joinIdleQueue, 3, seed));
    for (const index of [0, 1, 2]) expect(counts[index], 'of 100 expected').to.be.above(60);
  });

  it('draws among all at random when none is idle, however much they have to do', () => {
    const counts = firstChoices(300, (seed) => {
      const world = worldOf(joinIdleQueue, 3, seed);
      for (let i = 0; i < 3; i++) choose(world);
      return world;
    });
    for (const index of [0, 1, 2]) expect(counts[index], 'of 100 expected').to.be.above(60);
  });
});
