import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { ENDLESS } from './virtual-world.ts';

describe('jobs that come from one lost worker', () => {
  it('do not tie the workers they go to: what one finishes is not lost with another', () => {
    const { world } = watchedWorld({ window: 2 }, {});
    const [first, second, third] = [world.join(), world.join(), world.join()];
    const [a, b, other] = [world.arrive(ENDLESS), world.arrive(ENDLESS), world.arrive(ENDLESS)];
    world.dispatcher.cluster.assign(a, first);
    world.dispatcher.cluster.assign(b, first);
    world.dispatcher.cluster.assign(other, third);
    world.lose(first);
    world.dispatcher.cluster.assign(a, second);
    world.dispatcher.cluster.assign(b, third);
    world.reply(a, 2);
    world.lose(third);
    expect([b.stage, other.stage]).to.deep.equal(['held', 'held']);
    expect([b.attempt, other.attempt]).to.deep.equal([3, 2]);
    expect(world.dispatcher.tally).to.include({ held: 2, sent: 0, settled: 1 });
  });
});
