import { expect } from 'chai';
import random from '../../strategies/random.ts';
import { choose, worldOf } from './choices.ts';

describe('random', () => {
  it('chooses every worker about equally often', () => {
    const world = worldOf(random, 4, 1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 50; i++) counts[choose(world)]!++;
    for (let i = 0; i < 350; i++) {
      const index = choose(world);
      counts[index]!++;
      world.reply(world.jobs.at(-1)!, 1);
    }
    for (const count of counts) expect(count, 'of 100 expected').to.be.within(60, 140);
  });

  it('does not mind how much a worker has to do', () => {
    const world = worldOf(random, 2, 1);
    for (let i = 0; i < 40; i++) if (choose(world) === 1) world.reply(world.jobs.at(-1)!, 1);
    const [busy, idle] = world.dispatcher.workers;
    expect(busy!.unfinished).to.be.above(10);
    expect(idle!.unfinished).to.equal(0);
  });
});
