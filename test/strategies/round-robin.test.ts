import { expect } from 'chai';
import roundRobin from '../../strategies/round-robin.ts';
import { choose, worldOf } from './choices.ts';

describe('round robin', () => {
  it('goes round and round, whoever is busy', () => {
    const world = worldOf(roundRobin, 3, 1);
    const chosen = Array.from({ length: 7 }, () => choose(world));
    expect(chosen).to.deep.equal([0, 1, 2, 0, 1, 2, 0]);
    world.reply(world.jobs[1]!, 1);
    expect(choose(world), 'worker 1 has least to do, and is next only in its turn').to.equal(1);
    expect(choose(world)).to.equal(2);
  });

  it('takes a worker that joins into the round', () => {
    const world = worldOf(roundRobin, 2, 1);
    for (let i = 0; i < 4; i++) choose(world);
    world.join();
    const round = [choose(world), choose(world), choose(world)];
    expect(round).to.have.members([0, 1, 2]);
  });

  it('goes on round those that stay when one is lost', () => {
    const world = worldOf(roundRobin, 3, 1);
    world.lose(world.dispatcher.workers[1]!);
    const chosen = Array.from({ length: 4 }, () => choose(world));
    expect(chosen.slice(0, 2)).to.have.members([0, 2]);
    expect(chosen.slice(2)).to.deep.equal(chosen.slice(0, 2));
  });
});
