import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, type VirtualJob, type VirtualWorld } from './virtual-world.ts';

describe('a worker that is lost', () => {
  it('gives its sent jobs back as another attempt, its bound ones as the same', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    const [sent, bound] = [arriveAt(world), arriveAt(world)];
    expect([sent.stage, bound.stage]).to.deep.equal(['sent', 'bound']);
    calls.length = 0;
    world.lose(worker);
    expect(calls).to.deep.equal(['left 0', 'arrived 0', 'arrived 1']);
    expect([sent.stage, bound.stage]).to.deep.equal(['held', 'held']);
    expect([sent.attempt, bound.attempt]).to.deep.equal([2, 1]);
    expect(world.dispatcher.tally).to.include({ held: 2, retried: 1, settled: 0 });
  });

  it('gives its bound jobs back in the order in which they were assigned', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    for (let i = 0; i < 6; i++) arriveAt(world);
    calls.length = 0;
    world.lose(worker);
    expect(calls.slice(2)).to.deep.equal([1, 2, 3, 4, 5].map((id) => `arrived ${id}`));
  });

  it('fails a job with the third worker that is lost with it', () => {
    const { world, calls } = watchedWorld({}, {});
    world.join();
    const job = arriveAt(world);
    for (const attempt of [1, 2, 3]) {
      expect(job.attempt).to.equal(attempt);
      expect(job.open).to.equal(true);
      const worker = job.worker!;
      world.join();
      calls.length = 0;
      world.lose(worker);
      if (attempt < 3) world.dispatcher.cluster.assign(job, world.dispatcher.workers[0]!);
    }
    expect(calls, 'it does not come back').to.deep.equal(['left 0']);
    expect(job.payload).to.deep.equal({ answers: ['failed'], reason: 'poison: its worker was lost 3 times' });
    expect(world.dispatcher.tally).to.include({ held: 0, sent: 0, settled: 1, retried: 2 });
  });

  it('does not fail a job that only ever waited for lost workers', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive(ENDLESS);
    for (let i = 0; i < 5; i++) {
      const worker = world.join();
      world.dispatcher.cluster.assign(world.arrive(ENDLESS), worker);
      world.dispatcher.cluster.assign(job, worker);
      expect(job.stage).to.equal('bound');
      world.lose(worker);
    }
    expect([job.open, job.attempt]).to.deep.equal([true, 1]);
  });

  it('is not listened to any more: its reply is stale, and the next attempt stands', () => {
    const { world } = watchedWorld({}, {});
    const first = world.join();
    const job = arriveAt(world);
    world.lose(first);
    expect(world.reply(job, 1), 'while held').to.equal(false);
    const second = world.join();
    world.dispatcher.cluster.assign(job, second);
    expect(world.reply(job, 1), 'while the second attempt runs').to.equal(false);
    expect([job.open, second.unfinished]).to.deep.equal([true, 1]);
    expect(world.reply(job, 2)).to.equal(true);
    expect(job.payload.answers).to.deep.equal(['ok']);
    expect(world.dispatcher.tally).to.include({ staleReplies: 2, lateReplies: 0 });
  });

  it('takes its overdue jobs with it', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    const job = arriveAt(world);
    world.hangUp(job);
    calls.length = 0;
    world.lose(worker);
    expect(calls).to.deep.equal(['left 0']);
    expect(world.dispatcher.tally).to.include({ overdue: 0, settled: 1, retried: 0 });
    expect(world.reply(job, 1)).to.equal(false);
    expect(job.payload.answers).to.deep.equal(['cancelled']);
  });

  it('gives no bound job back that had expired meanwhile', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    arriveAt(world);
    world.hangUp(arriveAt(world));
    calls.length = 0;
    world.lose(worker);
    expect(calls).to.deep.equal(['left 0', 'arrived 0']);
  });

  it('is gone from the list before the strategy hears of it', () => {
    const seen: unknown[] = [];
    const { world } = watchedWorld(
      {},
      {
        workerLeft: (left) =>
          seen.push(
            left.present,
            world.dispatcher.workers.map(({ index }) => index),
          ),
      },
    );
    const [first] = [world.join(), world.join(), world.join()];
    world.lose(first);
    expect(seen).to.deep.equal([false, [2, 1]]);
  });

  it('lets its jobs be assigned elsewhere the moment they come back', () => {
    const { world } = watchedWorld(
      {},
      {
        jobArrived: (job) => world.dispatcher.cluster.assign(job, world.dispatcher.workers[0]!),
      },
    );
    const first = world.join();
    for (let i = 0; i < 3; i++) world.arrive(ENDLESS);
    const second = world.join();
    world.lose(first);
    expect(second.unfinished).to.equal(3);
    expect(world.decisions.slice(1)).to.deep.equal(['send 0 to 1']);
  });

  it('keeps a deadline its jobs had', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    const job = world.arrive({ ...ENDLESS, timeoutMs: 20 });
    world.dispatcher.cluster.assign(job, worker);
    world.pass(10);
    world.lose(worker);
    world.pass(10);
    expect(job.payload.answers).to.deep.equal(['timedOut']);
  });
});

describe('the index of a worker', () => {
  it('is small and dense, and given to another once it has left', () => {
    const { world } = watchedWorld({}, {});
    const workers = [world.join(), world.join(), world.join()];
    expect(workers.map(({ index }) => index)).to.deep.equal([0, 1, 2]);
    world.lose(workers[1]!);
    const heir = world.join();
    expect(heir.index).to.equal(1);
    expect(heir).to.not.equal(workers[1]);
    expect(heir).to.include({ present: true, unfinished: 0, room: 1 });
    expect(world.dispatcher.cluster.workerAt(1)).to.equal(heir);
    expect(world.join().index).to.equal(3);
  });

  it('moves in the list only when one leaves: the last takes its place', () => {
    const { world } = watchedWorld({}, {});
    const workers = [world.join(), world.join(), world.join(), world.join()];
    world.lose(workers[1]!);
    expect(world.dispatcher.workers).to.deep.equal([workers[0], workers[3], workers[2]]);
    world.lose(workers[2]!);
    expect(world.dispatcher.workers).to.deep.equal([workers[0], workers[3]]);
    world.join();
    expect(world.dispatcher.workers.slice(0, 2)).to.deep.equal([workers[0], workers[3]]);
  });
});

/** A job that runs without end, or waits, at the first worker. */
function arriveAt(world: VirtualWorld): VirtualJob {
  const job = world.arrive(ENDLESS);
  world.dispatcher.cluster.assign(job, world.dispatcher.workers[0]!);
  return job;
}
