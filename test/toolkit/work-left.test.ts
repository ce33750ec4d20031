import { expect } from 'chai';
import { WorkLeft } from '../../src/toolkit/work-left.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';

/** One worker of this speed that is given every job, and what is known of its work. */
function watched(speed = 1): { world: VirtualWorld; left: () => number } {
  const known: WorkLeft[] = [];
  const { world } = watchedWorld(
    {
      uses: ['exact size'],
      create(cluster) {
        const work = new WorkLeft(cluster);
        known.push(work);
        return {
          jobArrived(job) {
            const worker = cluster.workerAt(0);
            cluster.assign(job, worker);
            work.assigned(job, worker);
          },
          workerFree() {},
          jobFinished: (job, worker) => work.finished(job, worker),
          workerJoined: (worker) => work.joined(worker),
        };
      },
    },
    {},
  );
  const worker = world.join(speed);
  const left = () => {
    world.dispatcher.timePassed(world.nowMs);
    return known[0]!.leftMs(worker);
  };
  return { world, left };
}

describe('work left', () => {
  it('is what was assigned, less the time that has passed', () => {
    const { world, left } = watched();
    expect(left()).to.equal(0);
    for (const sizeMs of [10, 30]) world.arrive({ ...JOB, sizeMs });
    expect(left()).to.equal(40);
    world.pass(25);
    expect(left()).to.equal(15);
    world.pass(15);
    expect(left()).to.equal(0);
  });

  it('begins anew with each job that finishes: a slow worker has more left than was thought', () => {
    const { world, left } = watched(0.5);
    for (const sizeMs of [10, 30]) world.arrive({ ...JOB, sizeMs });
    world.pass(20);
    expect(left()).to.equal(30);
  });

  it('is more than nothing for a worker that should be done and is not', () => {
    const { world, left } = watched(0.5);
    world.arrive(JOB);
    world.pass(15);
    expect(left()).to.be.above(0).and.below(1e-6);
    world.pass(5);
    expect(left()).to.equal(0);
  });

  it('loses a job that expires before it is sent, and is right again when the running one ends', () => {
    const { world, left } = watched();
    world.arrive({ ...JOB, sizeMs: 20 });
    world.arrive({ ...JOB, sizeMs: 100, timeoutMs: 5 });
    world.arrive({ ...JOB, sizeMs: 7 });
    world.pass(5);
    expect(left(), 'too much by the 5 ms that have been run').to.equal(27);
    world.pass(15);
    expect(left()).to.equal(7);
  });
});
