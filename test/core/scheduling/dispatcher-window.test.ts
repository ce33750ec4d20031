import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, JOB } from './virtual-world.ts';

describe('the window', () => {
  for (const window of [1, 2, 3, Infinity]) {
    it(`of ${window}: so many jobs are sent to a worker, the others wait bound in the primary`, () => {
      const { world } = watchedWorld({ window }, {});
      const worker = world.join();
      for (let i = 0; i < 5; i++) world.dispatcher.cluster.assign(world.arrive(JOB), worker);
      const sent = Math.min(window, 5);
      expect(world.dispatcher.tally).to.include({ sent, bound: 5 - sent });
      world.drain();
      expect(world.decisions.filter((decision) => decision.startsWith('send'))).to.deep.equal(
        [0, 1, 2, 3, 4].map((id) => `send ${id} to 0`),
      );
    });
  }

  it('shows a strategy how much room a worker has, never less than none', () => {
    const { world } = watchedWorld({ window: 2 }, {});
    const worker = world.join();
    const room = [worker.room];
    for (let i = 0; i < 3; i++) {
      world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
      room.push(worker.room);
    }
    expect(room).to.deep.equal([2, 1, 0, 0]);
  });

  it('of Infinity leaves room without end', () => {
    const { world } = watchedWorld({ window: Infinity }, {});
    const worker = world.join();
    world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
    expect(worker.room).to.equal(Infinity);
  });

  it('keeps a worker that is full from being offered', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    const jobs = [world.arrive(ENDLESS), world.arrive(ENDLESS)];
    for (const job of jobs) world.dispatcher.cluster.assign(job, worker);
    calls.length = 0;
    world.reply(jobs[0]!, 1);
    expect(calls, 'the bound job has taken the room').to.deep.equal(['finished 0 at 0: ok']);
    world.reply(jobs[1]!, 1);
    expect(calls).to.deep.equal(['finished 0 at 0: ok', 'finished 1 at 0: ok', 'free 0']);
  });

  it('counts a job that was answered while it ran until its worker gives it up', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    const overdue = world.arrive({ ...ENDLESS, timeoutMs: 5 });
    world.dispatcher.cluster.assign(overdue, worker);
    world.pass(5);
    const next = world.arrive(JOB);
    world.dispatcher.cluster.assign(next, worker);
    expect(next.stage).to.equal('bound');
    world.reply(overdue, 1);
    expect(next.stage).to.equal('sent');
  });

  it('lets no job that a strategy assigns in jobFinished overtake those that wait for the worker', () => {
    const { world } = watchedWorld(
      {},
      {
        jobFinished: (job, worker) => {
          if (job.id === 0) world.dispatcher.cluster.assign(late, worker);
        },
      },
    );
    const worker = world.join();
    for (let i = 0; i < 2; i++) world.dispatcher.cluster.assign(world.arrive(JOB), worker);
    const late = world.arrive(JOB);
    world.drain();
    expect(world.decisions.filter((decision) => decision.startsWith('send'))).to.deep.equal([
      'send 0 to 0',
      'send 1 to 0',
      'send 2 to 0',
    ]);
  });
});

describe('the queue limit', () => {
  it('lets so many jobs wait, held or bound; one more is rejected before the strategy hears of it', () => {
    const { world, calls } = watchedWorld({ queueLimit: 2 }, {});
    const worker = world.join();
    world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
    world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
    world.arrive(ENDLESS);
    calls.length = 0;
    expect(world.dispatcher.tally).to.include({ held: 1, bound: 1, sent: 1 });
    const extra = world.arrive(ENDLESS);
    expect(extra.payload).to.deep.equal({ answers: ['rejected'], reason: 'the queue is full' });
    expect(calls).to.deep.equal([]);
  });

  it('has room again when a job that waited is over', () => {
    const { world } = watchedWorld({ queueLimit: 1 }, {});
    world.arrive({ ...JOB, timeoutMs: 5 });
    world.pass(5);
    expect(world.arrive(JOB).stage).to.equal('held');
  });

  it('never rejects a job that comes back from a lost worker', () => {
    const { world } = watchedWorld({ queueLimit: 1, window: 2 }, {});
    const worker = world.join();
    for (let i = 0; i < 2; i++) world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
    world.lose(worker);
    expect(world.dispatcher.tally).to.include({ held: 2, settled: 0 });
  });
});
