import { expect } from 'chai';
import shortestJobFirst from '../../strategies/shortest-job-first.ts';
import { JOB } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

describe('shortest job first', () => {
  it('serves those that wait by size, those of one size in order of arrival', () => {
    const world = clusterOf(shortestJobFirst, { workers: 1 });
    for (const sizeMs of [50, 30, 10, 20, 10, 30]) world.arrive({ ...JOB, sizeMs });
    world.drain();
    expect(sendOrder(world)).to.deep.equal([0, 2, 4, 3, 1, 5]);
  });

  it('does not interrupt: a short job waits for the long one that runs', () => {
    const world = clusterOf(shortestJobFirst, { workers: 1 });
    world.arrive({ ...JOB, sizeMs: 1000 });
    const short = world.arrive({ ...JOB, sizeMs: 1 });
    world.pass(999);
    expect(short.stage).to.equal('held');
    world.pass(1);
    expect(short.stage).to.equal('sent');
  });
});
