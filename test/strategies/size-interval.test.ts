import { expect } from 'chai';
import { RandomStream } from '../../src/core/random-stream.ts';
import sizeInterval from '../../strategies/size-interval.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

describe('size interval task assignment', () => {
  it('gives every worker the sizes of one interval and the same work', () => {
    const world = clusterOf(sizeInterval, { workers: 4, window: Infinity });
    const stream = new RandomStream(1, 'sizes');
    const sizes = Array.from({ length: 2048 }, () => stream.exponential(10));
    for (const sizeMs of sizes.slice(0, 1024)) serve(world, sizeMs);
    const work = [0, 0, 0, 0];
    const longest = [0, 0, 0, 0];
    const shortest = [Infinity, Infinity, Infinity, Infinity];
    for (const sizeMs of sizes.slice(1024)) {
      const index = serve(world, sizeMs);
      work[index]! += sizeMs;
      longest[index] = Math.max(longest[index]!, sizeMs);
      shortest[index] = Math.min(shortest[index]!, sizeMs);
    }
    const mean = work.reduce((sum, ms) => sum + ms, 0) / 4;
    for (const ms of work) expect(ms / mean).to.be.within(0.8, 1.2);
    for (const i of [0, 1, 2]) expect(shortest[i + 1]! - longest[i]!, `cut-off ${i}`).to.be.above(-1);
  });

  it('spreads jobs of one size over the workers whose intervals they fill', () => {
    const world = clusterOf(sizeInterval, { workers: 4, window: Infinity });
    const given = [0, 0, 0, 0];
    for (let i = 0; i < 400; i++) given[serve(world, 10)]!++;
    for (const count of given) expect(count, 'of 100 expected').to.be.above(60);
  });

  it('keeps a few long jobs that are half of the work off half of the workers', () => {
    const world = clusterOf(sizeInterval, { workers: 4, window: Infinity });
    for (let i = 0; i < 512; i++) serve(world, i % 101 === 100 ? 1000 : 10);
    for (let i = 0; i < 50; i++) expect(serve(world, 10)).to.be.below(3);
    for (let i = 0; i < 50; i++) expect(serve(world, 1000)).to.be.at.least(2);
  });
});

/** Where it runs, alone. */
function serve(world: VirtualWorld, sizeMs: number): number {
  const { index } = world.arrive({ ...JOB, sizeMs }).worker!;
  world.pass(sizeMs);
  return index;
}
