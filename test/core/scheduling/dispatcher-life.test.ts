import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, JOB } from './virtual-world.ts';

describe('the life of a job', () => {
  it('begins held: the strategy is told, nothing else happens', () => {
    const { world, calls } = watchedWorld({}, {});
    const job = world.arrive(JOB);
    expect(calls).to.deep.equal(['arrived 0']);
    expect(world.decisions).to.deep.equal([]);
    expect(job.stage).to.equal('held');
    expect(world.dispatcher.cluster.heldJobs).to.equal(1);
  });

  it('goes on at a worker with room: assigned, sent at once, run, answered', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    world.pass(5);
    const job = world.arrive(JOB);
    calls.length = 0;
    world.dispatcher.cluster.assign(job, worker);
    expect(job.stage).to.equal('sent');
    expect(worker.unfinished).to.equal(1);
    world.drain();
    expect(world.nowMs).to.equal(15);
    expect(world.decisions).to.deep.equal(['send 0 to 0', '0 is ok']);
    expect(calls).to.deep.equal(['finished 0 at 0: ok', 'free 0']);
    expect(job.stage).to.equal('gone');
  });

  it('waits bound in the primary while its worker is full, and is sent by the next reply', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    const [first, second] = [world.arrive(JOB), world.arrive(JOB)];
    world.dispatcher.cluster.assign(first, worker);
    world.dispatcher.cluster.assign(second, worker);
    expect(second.stage).to.equal('bound');
    expect(world.dispatcher.tally).to.include({ held: 0, bound: 1, sent: 1 });
    expect(worker.unfinished).to.equal(2);
    world.drain();
    expect(world.decisions).to.deep.equal(['send 0 to 0', '0 is ok', 'send 1 to 0', '1 is ok']);
  });

  it('ends as failed if the worker says so', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, worker);
    expect(world.reply(job, 1, false)).to.equal(true);
    expect(job.payload.answers).to.deep.equal(['failed']);
    expect(calls.slice(-2)).to.deep.equal(['finished 0 at 0: failed', 'free 0']);
  });

  it('ends once: a second reply is refused, counted and frees nobody', () => {
    const { world, calls } = watchedWorld({}, {});
    const worker = world.join();
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, worker);
    world.reply(job, 1);
    calls.length = 0;
    expect(world.reply(job, 1)).to.equal(false);
    expect(world.dispatcher.tally.staleReplies).to.equal(1);
    expect(calls).to.deep.equal([]);
    expect(worker.unfinished).to.equal(0);
    expect(job.payload.answers).to.deep.equal(['ok']);
  });

  it('cannot be ended by a reply from where it is not: held, or bound', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    const [sent, bound, held] = [world.arrive(ENDLESS), world.arrive(ENDLESS), world.arrive(ENDLESS)];
    world.dispatcher.cluster.assign(sent, worker);
    world.dispatcher.cluster.assign(bound, worker);
    expect(world.reply(bound, 1)).to.equal(false);
    expect(world.reply(held, 1)).to.equal(false);
    expect(world.dispatcher.tally).to.include({ held: 1, bound: 1, sent: 1, settled: 0, staleReplies: 2 });
  });

  it('cannot be ended by a worker that does not have it', () => {
    const { world } = watchedWorld({}, {});
    const [worker, other] = [world.join(), world.join()];
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, worker);
    const run = { ok: true, serviceMs: 1 };
    expect(world.dispatcher.jobFinished(job, other.hostId, 1, run, 0)).to.equal(false);
    expect(world.dispatcher.jobFinished(undefined, worker.hostId, 1, run, 0), 'unknown').to.equal(false);
    expect(world.dispatcher.tally).to.include({ sent: 1, settled: 0, staleReplies: 2 });
    expect(world.dispatcher.jobFinished(job, worker.hostId, 1, run, 0)).to.equal(true);
  });

  it('is known to the strategy by arrival number, time and attempt', () => {
    const { world } = watchedWorld({}, {});
    world.arrive(JOB);
    world.pass(7);
    const job = world.arrive(JOB);
    expect([job.id, job.arrivalMs, job.attempt, job.open]).to.deep.equal([1, 7, 1, true]);
    expect(world.dispatcher.cluster.now()).to.equal(7);
  });

  it('frees the worker for the strategy only after it has heard of the job', () => {
    const unfinished: number[] = [];
    const { world } = watchedWorld({}, { jobFinished: (_job, worker) => unfinished.push(worker.unfinished) });
    const worker = world.join();
    for (const job of [world.arrive(JOB), world.arrive(JOB)]) world.dispatcher.cluster.assign(job, worker);
    world.drain();
    expect(unfinished, 'already without the job').to.deep.equal([1, 0]);
  });
});

describe('a strategy that rejects', () => {
  it('gives a held job up with its reason', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive(JOB);
    world.dispatcher.cluster.reject(job, 'too long for today');
    expect(job.payload).to.deep.equal({ answers: ['rejected'], reason: 'too long for today' });
    expect(world.dispatcher.tally).to.include({ held: 0, settled: 1 });
  });

  it('changes nothing about a job that is over', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive({ ...JOB, timeoutMs: 5 });
    world.pass(5);
    world.dispatcher.cluster.reject(job, 'too late');
    expect(job.payload).to.deep.equal({ answers: ['timedOut'], reason: '' });
  });

  it('may do so the moment the job arrives', () => {
    const { world } = watchedWorld(
      {},
      { jobArrived: (job) => world.dispatcher.cluster.reject(job, 'none today') },
    );
    world.arrive(JOB);
    world.drain();
    expect(world.decisions).to.deep.equal(['0 is rejected']);
  });
});
