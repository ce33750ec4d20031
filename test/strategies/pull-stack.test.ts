import { expect } from 'chai';
import fc from 'fast-check';
import pullStack from '../../strategies/pull-stack.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { defaultsOf, strategyWorld } from './strategy-folder.ts';

describe('pull, last come first served', () => {
  it('serves the newest of all jobs that wait, as long as none comes back from a lost worker', () => {
    fc.assert(
      fc.property(randomLife, fc.constantFrom(1, 2, 3), (events, window) => {
        const world = stacking(window);
        const send = world.send.bind(world);
        world.send = (job, worker) => {
          const waiting = world.jobs.filter(({ open, stage }) => open && stage === 'held');
          for (const other of waiting) expect(other.id).to.be.below(job.id);
          send(job, worker);
        };
        for (const event of events) if (event.happens !== 'loss') happen(world, event);
      }),
    );
  });

  it('answers the newest in time under an overload that lets the oldest expire', () => {
    const world = stacking(1);
    world.join();
    for (let i = 0; i < 6; i++) world.arrive({ ...JOB, timeoutMs: 25 });
    world.drain();
    const answers = world.jobs.map((job) => job.payload.answers[0]);
    expect(answers).to.deep.equal(['ok', 'timedOut', 'timedOut', 'timedOut', 'timedOut', 'ok']);
  });
});

function stacking(window: number): VirtualWorld {
  return strategyWorld({ name: 'pull-stack', definition: pullStack }, window, 1, defaultsOf(pullStack));
}
