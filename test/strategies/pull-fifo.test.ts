import { expect } from 'chai';
import fc from 'fast-check';
import pullFifo from '../../strategies/pull-fifo.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { defaultsOf, strategyWorld } from './strategy-folder.ts';

describe('pull, first come first served', () => {
  it('serves the oldest of all jobs that wait, as long as none comes back from a lost worker', () => {
    fc.assert(
      fc.property(randomLife, fc.constantFrom(1, 2, 3), (events, window) => {
        const world = pulling(window);
        const send = world.send.bind(world);
        world.send = (job, worker) => {
          const waiting = world.jobs.filter(({ open, stage }) => open && stage === 'held');
          for (const other of waiting) expect(other.id).to.be.above(job.id);
          send(job, worker);
        };
        for (const event of events) if (event.happens !== 'loss') happen(world, event);
      }),
    );
  });

  it('gives a job to the worker that has been idle longest', () => {
    const world = pulling(1);
    for (let i = 0; i < 3; i++) world.join();
    for (const sizeMs of [30, 10, 20]) world.arrive({ ...JOB, sizeMs });
    world.pass(30);
    expect([1, 2, 3].map(() => world.arrive(JOB).worker!.index)).to.deep.equal([1, 2, 0]);
  });
});

function pulling(window: number): VirtualWorld {
  return strategyWorld({ name: 'pull-fifo', definition: pullFifo }, window, 1, defaultsOf(pullFifo));
}
