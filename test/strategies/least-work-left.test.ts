import { expect } from 'chai';
import leastWorkLeft from '../../strategies/least-work-left.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

describe('least work left', () => {
  it('weighs the work, not the jobs', () => {
    const world = clusterOf(leastWorkLeft, { workers: 2, window: 2 });
    expect([100, 10, 10, 10].map((sizeMs) => place(world, sizeMs))).to.deep.equal([0, 1, 1, 1]);
  });

  it('knows that work shrinks as time passes', () => {
    const world = clusterOf(leastWorkLeft, { workers: 2 });
    place(world, 100);
    world.pass(90);
    expect([50, 5].map((sizeMs) => place(world, sizeMs))).to.deep.equal([1, 0]);
  });

  it('prefers a worker that is idle to one that should be done but is not', () => {
    const world = clusterOf(leastWorkLeft, { workers: 0 });
    world.join(0.1);
    place(world, 10);
    world.pass(20);
    world.join();
    expect(place(world, 10)).to.equal(1);
  });

  it('is put right when a job ends late: what waits behind it counts from then', () => {
    const world = clusterOf(leastWorkLeft, { workers: 0 });
    world.join(0.5);
    world.join();
    expect([10, 30, 30, 1].map((sizeMs) => place(world, sizeMs))).to.deep.equal([0, 1, 0, 1]);
    world.pass(20);
    expect(place(world, 1), 'the slow one begins its 30 ms only now').to.equal(1);
  });

  it('takes off what expires before it is sent', () => {
    const world = clusterOf(leastWorkLeft, { workers: 2 });
    place(world, 20);
    place(world, 30);
    const expiring = world.arrive({ ...JOB, sizeMs: 100, timeoutMs: 5 });
    expect(expiring.worker!.index).to.equal(0);
    world.pass(5);
    expect(place(world, 1)).to.equal(0);
  });
});

function place(world: VirtualWorld, sizeMs: number): number {
  return world.arrive({ ...JOB, sizeMs }).worker!.index;
}
