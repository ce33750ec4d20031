import { expect } from 'chai';
import nearMachineFirst from '../../strategies/near-machine-first.ts';
import { VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';

const NEAR = '';

describe('near machine first', () => {
  it('uses the near machine while one of its workers is idle, then the others', () => {
    const world = worldOf({ full: 1 }, 'b', NEAR, NEAR, 'c');
    expect([choose(world), choose(world)]).to.have.members([1, 2]);
    expect([choose(world), choose(world)]).to.have.members([0, 3]);
  });

  it('fills near workers up to their limit, and then prefers them only among equals', () => {
    const world = worldOf({ full: 2 }, NEAR, 'b');
    expect([1, 2, 3, 4, 5].map(() => choose(world))).to.deep.equal([0, 0, 1, 1, 0]);
  });

  it('comes back as soon as the near machine has room', () => {
    const world = worldOf({ full: 1 }, NEAR, 'b', 'b');
    choose(world);
    expect(choose(world)).to.not.equal(0);
    world.reply(world.jobs[0]!, 1);
    expect(choose(world)).to.equal(0);
  });

  it('makes do with machines of one kind', () => {
    for (const machine of [NEAR, 'b']) {
      const world = worldOf({ full: 1 }, machine, machine);
      expect([choose(world), choose(world)]).to.have.members([0, 1]);
    }
  });
});

function worldOf(parameters: { full: number }, ...machines: readonly string[]): VirtualWorld {
  const world = new VirtualWorld({
    strategyName: 'near-machine-first',
    uses: nearMachineFirst.uses,
    create: (cluster) => nearMachineFirst.create(cluster, parameters),
    window: Infinity,
    queueLimit: 100,
    seed: 1,
  });
  for (const machine of machines) world.join(1, machine);
  return world;
}
