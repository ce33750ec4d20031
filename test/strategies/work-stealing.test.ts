import { expect } from 'chai';
import workStealing from '../../strategies/work-stealing.ts';
import { ENDLESS, JOB, type VirtualJob, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

/** Two workers, both busy; then jobs until three wait at one of them, which is returned with those. */
function queued(): { world: VirtualWorld; waiting: VirtualJob[] } {
  const world = clusterOf(workStealing, { workers: 1 });
  world.arrive(ENDLESS);
  const waiting = [1, 2, 3].map(() => world.arrive(ENDLESS));
  return { world, waiting };
}

describe('work stealing', () => {
  it('serves its own queue from the front', () => {
    const { world, waiting } = queued();
    world.reply(world.jobs[0]!, 1);
    expect(waiting.map(({ stage }) => stage)).to.deep.equal(['sent', 'held', 'held']);
  });

  it('steals the last job of another when it has none', () => {
    const { world, waiting } = queued();
    const thief = world.join();
    expect(waiting.map(({ stage }) => stage)).to.deep.equal(['held', 'held', 'sent']);
    expect(waiting[2]!.worker).to.equal(thief);
  });

  it('does not bind a job before its worker has room, so that it can still be stolen', () => {
    const { world } = queued();
    expect(world.dispatcher.tally).to.include({ sent: 1, bound: 0, held: 3 });
  });

  it('does not wake an idle worker for a job that comes to a busy one', () => {
    const world = clusterOf(workStealing, { workers: 2 });
    let held = 0;
    for (let i = 0; i < 20 && held === 0; i++) {
      world.arrive(ENDLESS);
      held = world.dispatcher.cluster.heldJobs;
    }
    expect(held, 'drawn at random, some job comes to a busy worker').to.equal(1);
  });

  it('brings the jobs of a lost worker to others', () => {
    const world = clusterOf(workStealing, { workers: 3 });
    for (let i = 0; i < 20; i++) world.arrive(JOB);
    world.lose(world.dispatcher.workers[0]!);
    world.drain();
    expect(world.dispatcher.tally.outcomes.ok).to.equal(20);
  });
});
