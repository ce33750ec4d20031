import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, type VirtualJob, type VirtualWorker, type VirtualWorld } from './virtual-world.ts';

const WINDOW = 2;

/** A worker with so many jobs, all but every fourth of which were given up by their clients while they waited. */
function mostlyGivenUp(count: number): {
  world: VirtualWorld;
  calls: string[];
  worker: VirtualWorker;
  left: VirtualJob[];
} {
  const { world, calls } = watchedWorld({ window: WINDOW, queueLimit: count }, {});
  const worker = world.join();
  const jobs = Array.from({ length: count }, () => {
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, worker);
    return job;
  });
  for (const job of jobs.slice(WINDOW)) if (job.id % 4 !== 0) world.hangUp(job);
  return { world, calls, worker, left: jobs.filter(({ open }) => open) };
}

describe('the jobs that wait for a worker', () => {
  it('are forgotten once their clients are gone, and the others are sent in their order', () => {
    const { world, worker, left } = mostlyGivenUp(400);
    expect(worker.boundCount, 'of 398').to.be.below(2 * left.length + 64);
    for (const job of left) world.reply(job, 1);
    const sent = world.decisions.filter((decision) => decision.startsWith('send'));
    expect(sent).to.deep.equal(left.map(({ id }) => `send ${id} to 0`));
    expect(worker).to.include({ own: 0, sentCount: 0, boundCount: 0 });
  });

  it('come back in their order when it is lost, without those', () => {
    const { world, calls, worker, left } = mostlyGivenUp(400);
    calls.length = 0;
    world.lose(worker);
    expect(calls).to.deep.equal(['left 0', ...left.map(({ id }) => `arrived ${id}`)]);
  });

  it('count as waiting where there is no window, but for the one that runs', () => {
    const { world } = watchedWorld({ window: Infinity, queueLimit: 3 }, {});
    const worker = world.join();
    const jobs = Array.from({ length: 5 }, () => {
      const job = world.arrive(ENDLESS);
      if (job.open) world.dispatcher.cluster.assign(job, worker);
      return job;
    });
    expect(jobs.map(({ outcome }) => outcome)).to.deep.equal([...new Array(4).fill(undefined), 'rejected']);
  });
});
