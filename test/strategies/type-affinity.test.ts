import { expect } from 'chai';
import typeAffinity from '../../strategies/type-affinity.ts';
import { ENDLESS, VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';

describe('affinity by type', () => {
  it('gives each new type the next home workers, in turn', () => {
    const world = affine(4, { homes: 1, full: 9 });
    const homes = ['a', 'b', 'c', 'd', 'e'].map((type) => choose(world, type));
    expect(homes).to.deep.equal([0, 1, 2, 3, 0]);
  });

  it('keeps a type at home until its home is full, then spills to the least busy of all', () => {
    const world = affine(3, { homes: 1, full: 2 });
    choose(world, 'a');
    choose(world, 'b');
    expect(choose(world, 'a'), 'at home though worker 2 is idle').to.equal(0);
    expect(choose(world, 'a'), 'home is full').to.equal(2);
    expect([choose(world, 'a'), choose(world, 'a')]).to.have.members([1, 2]);
  });

  it('comes home as soon as home has room', () => {
    const world = affine(3, { homes: 1, full: 2 });
    for (let i = 0; i < 4; i++) choose(world, 'a');
    world.reply(world.jobs[0]!, 1);
    expect(choose(world, 'a')).to.equal(0);
  });

  it('uses the least busy of several homes, the first of equals', () => {
    const world = affine(4, { homes: 2, full: 9 });
    expect([1, 2, 3].map(() => choose(world, 'a'))).to.deep.equal([0, 1, 0]);
    expect([1, 2, 3].map(() => choose(world, 'b'))).to.deep.equal([2, 3, 2]);
    world.reply(world.jobs[0]!, 1);
    world.reply(world.jobs[2]!, 1);
    expect(choose(world, 'a')).to.equal(0);
  });

  it('makes do with fewer workers than homes', () => {
    const world = affine(2, { homes: 5, full: 1 });
    const chosen = [1, 2].map(() => world.arrive(ENDLESS).worker!.index);
    expect(chosen).to.deep.equal([0, 1]);
  });
});

function affine(workers: number, parameters: { homes: number; full: number }): VirtualWorld {
  const world = new VirtualWorld({
    strategyName: 'type-affinity',
    uses: typeAffinity.uses,
    create: (cluster) => typeAffinity.create(cluster, parameters),
    window: Infinity,
    queueLimit: 100,
    seed: 1,
  });
  for (let i = 0; i < workers; i++) world.join();
  return world;
}
