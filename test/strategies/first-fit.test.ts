import { expect } from 'chai';
import fc from 'fast-check';
import firstFit from '../../strategies/first-fit.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { ENDLESS } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

describe('first fit', () => {
  it('fills the slots of one worker before it comes to the next', () => {
    const world = clusterOf(firstFit, { workers: 3, window: 2 });
    expect([1, 2, 3, 4, 5].map(() => choose(world))).to.deep.equal([0, 0, 1, 1, 2]);
    world.reply(world.jobs[2]!, 1);
    world.reply(world.jobs[0]!, 1);
    expect([choose(world), choose(world)]).to.deep.equal([0, 1]);
  });

  it('holds jobs when every slot is taken', () => {
    const world = clusterOf(firstFit, { workers: 2, window: 2 });
    for (let i = 0; i < 5; i++) world.arrive(ENDLESS);
    expect(world.dispatcher.tally).to.include({ sent: 4, held: 1 });
  });

  it('never passes over a lower worker that has room', () => {
    fc.assert(
      fc.property(randomLife, fc.constantFrom(1, 2, Infinity), (events, window) => {
        const world = clusterOf(firstFit, { workers: 2, window });
        for (const event of events) {
          happen(world, event);
          const chosen = event.happens === 'arrival' ? world.jobs.at(-1)?.worker : undefined;
          const withRoom = world.dispatcher.workers.filter(({ room }) => room > 0);
          if (chosen !== undefined)
            expect(chosen.index).to.be.at.most(Math.min(...withRoom.map(({ index }) => index)));
        }
      }),
    );
  });
});
