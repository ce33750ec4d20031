import { expect } from 'chai';
import fc from 'fast-check';
import { WorkerGroups } from '../../src/toolkit/worker-groups.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { ENDLESS, type VirtualWorld } from '../core/scheduling/virtual-world.ts';

function grouped(workers: number): { world: VirtualWorld; groups: WorkerGroups } {
  const { world } = watchedWorld({}, {});
  const groups = new WorkerGroups(world.dispatcher.cluster);
  for (let i = 0; i < workers; i++) groups.joined(world.join());
  return { world, groups };
}

const sizesOf = (world: VirtualWorld, groups: WorkerGroups) => {
  const sizes = new Array<number>(groups.count).fill(0);
  for (const worker of world.dispatcher.workers) sizes[groups.of(worker)]!++;
  return sizes;
};

describe('groups of workers', () => {
  it('have the sizes they were given last', () => {
    const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }).map((rest) => {
      const total = rest.reduce((sum, size) => sum + size, 0);
      return [...rest, Math.max(0, 16 - total)];
    });
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1, maxLength: 6 }), (changes) => {
        const { world, groups } = grouped(16);
        for (const change of changes) {
          groups.resize(change);
          expect(sizesOf(world, groups)).to.deep.equal(change);
        }
      }),
    );
  });

  it('move no more workers than they must', () => {
    const { world, groups } = grouped(6);
    groups.resize([2, 4]);
    const before = world.dispatcher.workers.map((worker) => groups.of(worker));
    groups.resize([3, 3]);
    const after = world.dispatcher.workers.map((worker) => groups.of(worker));
    expect(after.filter((group, i) => group !== before[i])).to.have.length(1);
  });

  it('know which of their workers has room, the one that is idle longest first', () => {
    const { world, groups } = grouped(3);
    groups.resize([1, 2]);
    const of = (group: number) => world.dispatcher.workers.filter((worker) => groups.of(worker) === group);
    const [first, second] = of(1);
    expect(groups.first(0)).to.equal(of(0)[0]);
    const next = groups.first(1)!;
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, next);
    groups.moved(next);
    expect(groups.first(1)).to.equal(next === first ? second : first);
    expect(groups.first(5)).to.equal(undefined);
  });

  it('lose a worker that leaves, and take one that joins into the last', () => {
    const { world, groups } = grouped(2);
    groups.resize([1, 1]);
    const lost = groups.first(0)!;
    groups.left(lost);
    expect(groups.first(0)).to.equal(undefined);
    const joined = world.join();
    groups.joined(joined);
    expect(groups.of(joined)).to.equal(1);
  });
});
