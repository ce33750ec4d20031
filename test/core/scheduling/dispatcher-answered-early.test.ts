import { expect } from 'chai';
import type { Outcome } from '../../../src/contract/job.ts';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, JOB, type VirtualJob, type VirtualWorld } from './virtual-world.ts';

/** The two ways in which a job is answered without a result, each made to happen 5 ms after it arrived. */
const WAYS: { name: string; outcome: Outcome; happen: (world: VirtualWorld, job: VirtualJob) => void }[] = [
  { name: 'expires', outcome: 'timedOut', happen: (world) => world.pass(5) },
  {
    name: 'is cancelled',
    outcome: 'cancelled',
    happen: (world, job) => {
      world.pass(4);
      world.hangUp(job);
    },
  },
];
const SHORT = { ...ENDLESS, timeoutMs: 5 };

for (const { name, outcome, happen } of WAYS) {
  describe(`a job that ${name}`, () => {
    it('while it is held is answered at once; the strategy need not know', () => {
      const { world, calls } = watchedWorld({}, {});
      const job = world.arrive(SHORT);
      calls.length = 0;
      happen(world, job);
      expect(world.decisions).to.deep.equal([`0 is ${outcome}`]);
      expect(calls).to.deep.equal([]);
      expect(job.open).to.equal(false);
      expect(world.dispatcher.cluster.heldJobs).to.equal(0);
    });

    it('while it is bound is answered at once, leaves its worker and is never sent', () => {
      const { world, calls } = watchedWorld({}, {});
      const worker = world.join();
      const running = world.arrive(ENDLESS);
      world.dispatcher.cluster.assign(running, worker);
      const job = world.arrive(SHORT);
      world.dispatcher.cluster.assign(job, worker);
      calls.length = 0;
      happen(world, job);
      expect(calls).to.deep.equal([`finished 1 at 0: ${outcome}`]);
      expect(worker.unfinished).to.equal(1);
      world.reply(running, 1);
      expect(world.decisions).to.deep.equal(['send 0 to 0', `1 is ${outcome}`, '0 is ok']);
    });

    it('while it runs is answered at once, yet its worker is freed only when it gives the job up', () => {
      const { world, calls } = watchedWorld({}, {});
      const worker = world.join();
      const job = world.arrive(SHORT);
      world.dispatcher.cluster.assign(job, worker);
      calls.length = 0;
      happen(world, job);
      expect(world.decisions).to.deep.equal(['send 0 to 0', `0 is ${outcome}`, 'cancel 0 at 0']);
      expect(calls).to.deep.equal([]);
      expect([worker.unfinished, worker.room]).to.deep.equal([1, 0]);
      expect(world.dispatcher.tally.overdue).to.equal(1);
    });

    it('while it runs: its late result is dropped and counted, and frees the worker exactly once', () => {
      const { world, calls } = watchedWorld({}, {});
      const worker = world.join();
      const job = world.arrive(SHORT);
      world.dispatcher.cluster.assign(job, worker);
      happen(world, job);
      calls.length = 0;
      expect(world.reply(job, 1)).to.equal(true);
      expect(world.reply(job, 1)).to.equal(false);
      expect(job.payload.answers).to.deep.equal([outcome]);
      expect(calls).to.deep.equal([`finished 0 at 0: ${outcome}`, 'free 0']);
      expect([worker.unfinished, worker.room]).to.deep.equal([0, 1]);
      expect(world.dispatcher.tally).to.include({ overdue: 0, lateReplies: 1, staleReplies: 1 });
    });

    it('stays as it is when it expires or is cancelled again', () => {
      const { world } = watchedWorld({}, {});
      const job = world.arrive(SHORT);
      happen(world, job);
      world.hangUp(job);
      world.pass(100);
      expect(job.payload.answers).to.deep.equal([outcome]);
    });

    it('and is assigned then: nothing happens, and the worker is offered again', () => {
      const { world, calls } = watchedWorld(
        {},
        {
          workerFree: (worker) => {
            const job = queue.shift();
            if (job !== undefined) world.dispatcher.cluster.assign(job, worker);
          },
        },
      );
      const closed = world.arrive(SHORT);
      const queue = [closed];
      happen(world, closed);
      queue.push(world.arrive(JOB));
      calls.length = 0;
      world.join();
      expect(calls).to.deep.equal(['joined 0', 'free 0', 'free 0']);
      expect(world.decisions).to.deep.equal([`0 is ${outcome}`, 'send 1 to 0']);
      expect(closed.worker).to.equal(undefined);
    });

    it('and is assigned to a full worker then: that one is not offered', () => {
      const { world, calls } = watchedWorld(
        {},
        {
          jobArrived: (job) => {
            if (job.id === 2) world.dispatcher.cluster.assign(closed, worker);
          },
        },
      );
      const worker = world.join();
      const closed = world.arrive(SHORT);
      happen(world, closed);
      world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
      calls.length = 0;
      world.arrive(JOB);
      expect(calls).to.deep.equal(['arrived 2']);
      expect(worker.unfinished).to.equal(1);
    });

    it('while it is bound to a worker that hangs does not stay in memory for good', () => {
      const { world } = watchedWorld({}, {});
      const worker = world.join();
      world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
      for (let i = 0; i < 1000; i++) {
        const job = world.arrive(SHORT);
        world.dispatcher.cluster.assign(job, worker);
        happen(world, job);
      }
      expect(worker.boundCount).to.be.below(100);
    });

    it('and has no worker is gone', () => {
      const { world } = watchedWorld({}, {});
      const job = world.arrive(SHORT);
      happen(world, job);
      expect(job.stage).to.equal('gone');
    });
  });
}

describe('a deadline', () => {
  it('is answered when it comes, whatever else happens at that moment', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive({ ...JOB, sizeMs: 5, timeoutMs: 5 });
    world.dispatcher.cluster.assign(job, world.join());
    world.drain();
    expect(world.decisions).to.deep.equal(['send 0 to 0', '0 is timedOut', 'cancel 0 at 0']);
  });

  it('comes in the order of the deadlines, not of the arrivals', () => {
    const { world } = watchedWorld({}, {});
    for (const timeoutMs of [30, 10, 20, Infinity, 10]) world.arrive({ ...JOB, timeoutMs });
    world.pass(1000);
    expect(world.decisions.slice(0, 2)).to.have.members(['1 is timedOut', '4 is timedOut']);
    expect(world.decisions.slice(2)).to.deep.equal(['2 is timedOut', '0 is timedOut']);
  });

  it('that has passed is honoured by an event that comes before the timer: a result is late', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive({ ...ENDLESS, timeoutMs: 5 });
    world.dispatcher.cluster.assign(job, world.join());
    world.nowMs = 6;
    world.reply(job, 1);
    expect(job.payload.answers).to.deep.equal(['timedOut']);
  });

  it('that has passed is honoured by an event that comes before the timer: the job is not sent any more', () => {
    const { world } = watchedWorld(
      {},
      {
        workerFree: (worker) => world.jobs[0]?.open && world.dispatcher.cluster.assign(world.jobs[0], worker),
      },
    );
    world.arrive({ ...ENDLESS, timeoutMs: 5 });
    world.nowMs = 6;
    world.join();
    expect(world.decisions).to.deep.equal(['0 is timedOut']);
  });
});
