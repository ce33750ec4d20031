import { expect } from 'chai';
import fc from 'fast-check';
import powerOfTwoChoices from '../../strategies/power-of-two-choices.ts';
import random from '../../strategies/random.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

describe('power of two choices', () => {
  for (const replacement of ['with', 'without']) {
    it(`with one choice, ${replacement} replacement, is random, choice for choice`, () => {
      const one = clusterOf(powerOfTwoChoices, {
        workers: 7,
        window: Infinity,
        parameters: { d: 1, replacement },
      });
      const other = clusterOf(random, { workers: 7, window: Infinity });
      for (let i = 0; i < 50; i++) expect(choose(one)).to.equal(choose(other));
    });
  }

  it('that draws all workers, without replacement, never picks one that has more than another', () => {
    fc.assert(
      fc.property(randomLife, fc.nat(), (events, seed) => {
        const world = clusterOf(powerOfTwoChoices, {
          workers: 2,
          window: Infinity,
          seed,
          parameters: { d: 1000 },
        });
        for (const event of events) {
          happen(world, event);
          const chosen = world.jobs.at(-1)?.worker;
          if (event.happens !== 'arrival' || chosen === undefined) continue;
          for (const { unfinished } of world.dispatcher.workers)
            expect(unfinished).to.be.at.least(chosen.unfinished - 1);
        }
      }),
    );
  });

  it('looks at two different workers, unless it may draw one twice', () => {
    expect(picksOfTheBusyOne('without')).to.equal(0);
    expect(picksOfTheBusyOne('with'), 'a quarter of 200 draws').to.be.within(25, 80);
  });

  it('takes the first drawn of equals', () => {
    const first = clusterOf(random, { workers: 9, window: Infinity });
    const two = clusterOf(powerOfTwoChoices, { workers: 9, window: Infinity });
    expect(choose(two)).to.equal(choose(first));
  });
});

/** Of two workers one is idle: how often the other is picked. */
function picksOfTheBusyOne(replacement: string): number {
  let picks = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const world = clusterOf(powerOfTwoChoices, {
      workers: 2,
      window: Infinity,
      seed,
      parameters: { replacement },
    });
    const busy = choose(world);
    if (choose(world) === busy) picks++;
  }
  return picks;
}
