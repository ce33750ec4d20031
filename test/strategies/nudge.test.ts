import { expect } from 'chai';
import nudge from '../../strategies/nudge.ts';
import { JOB } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

/** Ids in the order served of jobs of these sizes that come while the only worker is busy; the first has id 1. */
function order(sizes: readonly number[]): number[] {
  const world = clusterOf(nudge, { workers: 1 });
  world.arrive({ ...JOB, sizeMs: 1000 });
  for (const sizeMs of sizes) world.arrive({ ...JOB, sizeMs });
  world.drain();
  return sendOrder(world).slice(1);
}

describe('nudge', () => {
  it('lets a job pass a larger one just before it', () => {
    expect(order([50, 10])).to.deep.equal([2, 1]);
    expect(order([10, 50])).to.deep.equal([1, 2]);
  });

  it('lets no job be passed twice', () => {
    expect(order([50, 10, 10])).to.deep.equal([2, 1, 3]);
  });

  it('lets no job pass more than one', () => {
    expect(order([50, 60, 10])).to.deep.equal([1, 3, 2]);
  });
});
