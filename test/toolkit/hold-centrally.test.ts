import { expect } from 'chai';
import fc from 'fast-check';
import type { Job } from '../../src/contract/job.ts';
import { holdCentrally } from '../../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../../src/toolkit/ring-queue.ts';
import { Stack } from '../../src/toolkit/stack.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';

function pulling(window: number): VirtualWorld {
  return watchedWorld({ window, create: (cluster) => holdCentrally(cluster, new RingQueue()) }, {}).world;
}

describe('holding jobs centrally', () => {
  it('holds them until a worker has room, and never binds more than it may send', () => {
    const world = pulling(2);
    world.join();
    for (let i = 0; i < 5; i++) world.arrive(ENDLESS);
    expect(world.dispatcher.tally).to.include({ held: 3, bound: 0, sent: 2 });
  });

  it('serves them in the order of its queue', () => {
    const orders = [() => new RingQueue<Job>(), () => new Stack<Job>()].map((makeQueue) => {
      const { world } = watchedWorld({ create: (cluster) => holdCentrally(cluster, makeQueue()) }, {});
      for (let i = 0; i < 4; i++) world.arrive(JOB);
      world.join();
      world.drain();
      return world.decisions.filter((decision) => decision.startsWith('send')).map((send) => send[5]);
    });
    expect(orders).to.deep.equal([
      ['0', '1', '2', '3'],
      ['3', '2', '1', '0'],
    ]);
  });

  it('gives a job to the worker that has been idle longest', () => {
    const world = pulling(1);
    const workers = [world.join(), world.join(), world.join()];
    const jobs = [0, 1, 2].map(() => world.arrive(ENDLESS));
    expect(jobs.map((job) => job.worker)).to.deep.equal(workers);
    for (const id of [1, 2, 0]) world.reply(jobs[id]!, 1);
    const next = [0, 1, 2].map(() => world.arrive(ENDLESS).worker);
    expect(next).to.deep.equal([workers[1], workers[2], workers[0]]);
  });

  it('gives a job to the worker with the fewest unfinished, of equals to the one that has been so longest', () => {
    const world = pulling(3);
    const workers = [world.join(), world.join()];
    const places = [0, 1, 2, 3, 4].map(() => world.arrive(ENDLESS).worker!.index);
    expect(places).to.deep.equal([0, 1, 0, 1, 0]);
    world.reply(world.jobs[0]!, 1);
    expect(workers.map(({ unfinished }) => unfinished)).to.deep.equal([2, 2]);
    expect(world.arrive(ENDLESS).worker, 'the other came down to two later').to.equal(workers[1]);
  });

  for (const window of [1, 2, 3, Infinity]) {
    it(`leaves no job waiting beside room and prefers the least loaded, with a window of ${window}`, () => {
      fc.assert(
        fc.property(randomLife, (events) => {
          const world = pulling(window);
          const { workers } = world.dispatcher;
          const send = world.send.bind(world);
          world.send = (job, worker) => {
            const others = workers.filter((other) => other !== worker && other.room > 0);
            for (const other of others) expect(other.unfinished).to.be.at.least(worker.unfinished - 1);
            send(job, worker);
          };
          for (const event of events) {
            happen(world, event);
            expect(world.dispatcher.tally.bound).to.equal(0);
            if (world.dispatcher.cluster.heldJobs > 0)
              expect(workers.filter(({ room }) => room > 0)).to.have.length(0);
          }
        }),
      );
    });
  }

  for (const makeQueue of [() => new RingQueue<Job>(), () => new Stack<Job>()]) {
    const queue = makeQueue();
    it(`drops what has expired before it fills the memory, in a ${queue.constructor.name}`, () => {
      const { world } = watchedWorld({ create: (cluster) => holdCentrally(cluster, queue) }, {});
      world.join();
      world.arrive(ENDLESS);
      const lasting = world.arrive(ENDLESS);
      let most = 0;
      for (let i = 0; i < 1000; i++) {
        world.arrive({ ...ENDLESS, timeoutMs: 5 });
        world.pass(5);
        most = Math.max(most, queue.size);
      }
      expect(most).to.be.below(100);
      world.reply(world.jobs[0]!, 1);
      expect(lasting.stage).to.equal('sent');
    });
  }
});
