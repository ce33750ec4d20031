import { expect } from 'chai';
import fc from 'fast-check';
import leastActive from '../../strategies/least-active.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { choose, firstChoices, worldOf } from './choices.ts';

describe('least active', () => {
  it('never gives an arriving job to a worker that has more unfinished than another', () => {
    fc.assert(
      fc.property(randomLife, fc.nat(), (events, seed) => {
        const world = worldOf(leastActive, 2, seed);
        for (const event of events) {
          happen(world, event);
          if (event.happens !== 'arrival') continue;
          const chosen = world.jobs.at(-1)?.worker;
          const before = world.dispatcher.workers.map(
            (worker) => worker.unfinished - (worker === chosen ? 1 : 0),
          );
          if (chosen !== undefined) expect(chosen.unfinished - 1).to.equal(Math.min(...before));
        }
      }),
    );
  });

  it('breaks ties at random', () => {
    const counts = firstChoices(300, (seed) => worldOf(leastActive, 3, seed));
    expect(Object.keys(counts)).to.deep.equal(['0', '1', '2']);
    for (const count of Object.values(counts)) expect(count, 'of 100 expected').to.be.above(60);
  });

  it('breaks ties only among those with the fewest', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const world = worldOf(leastActive, 4, seed);
      const rounds = [1, 2].map(() => [1, 2, 3, 4].map(() => choose(world)));
      for (const round of rounds) expect(round).to.have.members([0, 1, 2, 3]);
    }
  });
});
