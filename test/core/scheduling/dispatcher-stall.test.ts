import { expect } from 'chai';
import { failureOf } from './failure-of.ts';
import { watchedWorld } from './recorder.ts';
import { JOB } from './virtual-world.ts';

describe('a strategy that holds jobs while all workers are idle', () => {
  it('fails after two seconds, by its name and that of a job', () => {
    const { world } = watchedWorld({}, {});
    world.join();
    world.arrive({ ...JOB, timeoutMs: 60_000 });
    world.pass(1999);
    const { message } = failureOf(() => world.pass(1));
    expect(message).to.equal(
      'strategy by-hand holds 1 jobs, job 0 among them, while all workers have been idle for 2 s',
    );
  });

  it('is left alone as long as one of them works', () => {
    const { world } = watchedWorld({}, {});
    world.join();
    const job = world.arrive({ ...JOB, sizeMs: 5000 });
    world.dispatcher.cluster.assign(job, world.dispatcher.workers[0]!);
    world.arrive(JOB);
    world.pass(4999);
    expect(world.dispatcher.tally).to.include({ held: 1, sent: 1 });
    failureOf(() => world.pass(2001));
  });

  it('is left alone if it has asked to be woken', () => {
    const { world } = watchedWorld({}, { jobArrived: () => world.dispatcher.cluster.wakeAfter(9000) });
    world.join();
    world.arrive(JOB);
    world.pass(8999);
    expect(world.dispatcher.tally.held).to.equal(1);
  });

  it('is left alone while there is no worker', () => {
    const { world } = watchedWorld({}, {});
    world.arrive(JOB);
    world.pass(10_000);
    expect(world.dispatcher.tally.held).to.equal(1);
  });
});
