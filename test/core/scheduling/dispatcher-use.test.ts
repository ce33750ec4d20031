import { expect } from 'chai';
import type { Cluster, Strategy } from '../../../src/contract/strategy.ts';
import { StrategyRefused } from '../../../src/core/scheduling/strategy-failure.ts';
import { failureOf } from './failure-of.ts';
import { recorder, type WatchedWorld, watchedWorld } from './recorder.ts';
import { ENDLESS, JOB, type VirtualJob, type VirtualWorker, type WorldSettings } from './virtual-world.ts';

/** A worker with one job running, one bound to it and two that are held, which is the second and the fourth to have arrived. */
function busyWorld(
  does: Partial<Strategy> = {},
): WatchedWorld & { worker: VirtualWorker; jobs: VirtualJob[] } {
  const watched = watchedWorld({ uses: ['probe'] }, does);
  const worker = watched.world.join();
  const jobs = [0, 1, 2, 3].map(() => watched.world.arrive(ENDLESS));
  for (const job of [jobs[0]!, jobs[2]!]) watched.world.dispatcher.cluster.assign(job, worker);
  watched.calls.length = 0;
  watched.world.decisions.length = 0;
  return { ...watched, worker, jobs };
}

/** Another strategy takes over; returns what that is told. */
function takeOver(
  { world }: WatchedWorld,
  settings: Partial<WorldSettings> = {},
  does: (cluster: Cluster) => Partial<Strategy> = () => ({}),
): string[] {
  const calls: string[] = [];
  world.use({
    strategyName: 'the-next',
    uses: [],
    window: 1,
    queueLimit: 1000,
    create: (cluster) => recorder(calls, does(cluster)),
    ...settings,
  });
  return calls;
}

/** Why another strategy did not take over. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof StrategyRefused) return error.message;
    throw error;
  }
  return expect.fail('it took over');
}

describe('a strategy that takes over', () => {
  it('is told of the workers, then of all jobs that no worker was sent, in order of arrival', () => {
    const watched = busyWorld();
    watched.world.join();
    expect(takeOver(watched)).to.deep.equal([
      'joined 0',
      'joined 1',
      'free 1',
      'arrived 1',
      'arrived 2',
      'arrived 3',
    ]);
    expect(watched.world.dispatcher.tally).to.include({ held: 3, bound: 0, sent: 1 });
    expect(watched.world.decisions).to.deep.equal([]);
  });

  it('is made before it knows of any worker', () => {
    const seen: number[] = [];
    const watched = busyWorld();
    takeOver(watched, {}, (cluster) => {
      seen.push(cluster.workers.length, cluster.heldJobs);
      return {};
    });
    expect(seen).to.deep.equal([0, 3]);
  });

  it('finds jobs that run counted, is told when they finish, and then decides alone', () => {
    const watched = busyWorld();
    const { world, worker, jobs } = watched;
    const calls = takeOver(watched, {}, (cluster) => ({
      workerFree: (free) => cluster.assign(jobs[3]!, free),
    }));
    expect([worker.unfinished, worker.room]).to.deep.equal([1, 0]);
    calls.length = 0;
    expect(world.reply(jobs[0]!, 1)).to.equal(true);
    expect(calls).to.deep.equal(['finished 0 at 0: ok', 'free 0']);
    expect(world.decisions).to.deep.equal(['0 is ok', 'send 3 to 0']);
    expect(watched.calls, 'told to the one before').to.deep.equal([]);
  });

  it('may have a larger window, and fills it at once', () => {
    const watched = busyWorld();
    takeOver(watched, { window: 3 }, (cluster) => ({
      jobArrived: (job) => cluster.assign(job, cluster.workers[0]!),
    }));
    expect(watched.world.decisions).to.deep.equal(['send 1 to 0', 'send 2 to 0']);
    expect(watched.world.dispatcher.tally).to.include({ held: 0, bound: 1, sent: 3 });
  });

  it('may have a smaller one: nothing is sent until the worker has finished what is too much', () => {
    const { world, ...rest } = watchedWorld({ window: 2 }, {});
    const worker = world.join();
    const jobs = [0, 1, 2].map(() => world.arrive(ENDLESS));
    for (const job of jobs) world.dispatcher.cluster.assign(job, worker);
    world.decisions.length = 0;
    takeOver({ world, ...rest }, { window: 1 }, (cluster) => ({
      jobArrived: (job) => cluster.assign(job, worker),
    }));
    world.reply(jobs[0]!, 1);
    expect(world.decisions).to.deep.equal(['0 is ok']);
    world.reply(jobs[1]!, 1);
    expect(world.decisions).to.deep.equal(['0 is ok', '1 is ok', 'send 2 to 0']);
  });

  it('may read what it declares, of jobs that came before it too, and nothing else', () => {
    const watched = watchedWorld({ uses: ['key'] }, {});
    watched.world.arrive(JOB);
    const types: string[] = [];
    takeOver(watched, { uses: ['type'] }, () => ({ jobArrived: (job) => types.push(job.type) }));
    expect(types).to.deep.equal(['a']);
    expect(() => watched.world.jobs[0]!.key).to.throw('the-next reads job.key without declaring it');
  });

  it('hears nothing of what the one before was waiting for: its moment to wake, and its probes', () => {
    const watched = busyWorld();
    const { world, worker } = watched;
    world.dispatcher.cluster.wakeAfter(1);
    world.dispatcher.cluster.probe(worker);
    const calls = takeOver(watched, { uses: ['probe'] });
    calls.length = 0;
    world.pass(10);
    expect(calls).to.deep.equal([]);
    world.dispatcher.cluster.wakeAfter(1);
    world.dispatcher.cluster.probe(worker);
    world.pass(10);
    expect(calls).to.deep.equal(['probed 0: 1', 'wake']);
    expect(watched.calls).to.deep.equal([]);
  });

  it('has all of its time before it counts as stalled', () => {
    const { world, ...rest } = watchedWorld({}, {});
    world.join();
    world.arrive(JOB);
    world.pass(1999);
    takeOver({ world, ...rest });
    world.pass(1999);
    expect(failureOf(() => world.pass(1)).message).to.equal(
      'strategy the-next holds 1 jobs while all workers have been idle for 2 s',
    );
  });

  it('is not disturbed by the one before, whatever that still commands', () => {
    const watched = busyWorld();
    const { world, worker, jobs } = watched;
    const { cluster: old } = world.dispatcher;
    takeOver(watched, { window: 5 });
    world.probe = () => expect.fail('a worker was probed');
    old.assign(jobs[1]!, worker);
    old.reject(jobs[3]!, 'too late');
    old.probe(worker);
    const { wakeMs } = world;
    old.wakeAfter(1);
    world.dispatcher.timePassed(0);
    expect(world.dispatcher.tally).to.include({ held: 3, bound: 0, sent: 1, settled: 0 });
    expect(world.wakeMs).to.be.at.least(wakeMs);
  });

  it('is not given a job that has expired by then', () => {
    const watched = watchedWorld({}, {});
    watched.world.arrive({ ...JOB, timeoutMs: 5 });
    watched.world.nowMs = 5;
    expect(takeOver(watched)).to.deep.equal([]);
    expect(watched.world.decisions).to.deep.equal(['0 is timedOut']);
  });

  it('needs all jobs that wait: a host that has lost one is told so, and nothing changes', () => {
    const { world } = busyWorld();
    const next = { strategyName: 'x', uses: [], window: 1, queueLimit: 9, random: () => 0 };
    const create = () => expect.fail('it was made');
    expect(() => world.dispatcher.use({ ...next, create }, world.jobs.slice(0, 3), 0)).to.throw(
      '2 waiting jobs were handed over, there are 3',
    );
    expect(world.dispatcher.tally).to.include({ held: 2, bound: 1, sent: 1 });
  });
});

describe('a strategy that fails while it takes over', () => {
  const whenMade = () => {
    throw new Error('no');
  };
  const failures: readonly (readonly [string, string, (cluster: Cluster) => Partial<Strategy>])[] = [
    ['when it is made', 'threw while it was made: no', whenMade],
    ['when a worker joins', 'threw when a worker joined: no', () => ({ workerJoined: whenMade })],
    [
      'when a job arrives, after it has assigned some',
      'threw when job 3 arrived: no',
      (cluster) => ({
        jobArrived: (job) => (job.id < 3 ? cluster.assign(job, cluster.workers[0]!) : whenMade()),
      }),
    ],
    [
      'by what the contract forbids',
      'assigns job 1 twice',
      (cluster) => ({
        jobArrived: (job) => {
          for (const worker of [0, 0]) cluster.assign(job, cluster.workers[worker]!);
        },
      }),
    ],
  ];
  for (const [when, reason, does] of failures) {
    it(`${when} leaves the one before in charge, with all as it was`, () => {
      const watched = busyWorld();
      const { world, worker, jobs, calls } = watched;
      const { cluster } = world.dispatcher;
      const asked = refusalOf(() => takeOver(watched, { uses: ['type'], window: 7 }, does));
      expect(asked).to.equal(`strategy the-next ${reason}; by-hand goes on`);
      expect(world.dispatcher.cluster).to.equal(cluster);
      expect(world.dispatcher.tally).to.include({ held: 2, bound: 1, sent: 1, settled: 0 });
      expect([worker.unfinished, worker.room]).to.deep.equal([2, 0]);
      expect(() => jobs[1]!.type).to.throw('by-hand reads job.type');
      expect([world.decisions, calls]).to.deep.equal([[], []]);
      world.reply(jobs[0]!, 1);
      expect(world.decisions).to.deep.equal(['0 is ok', 'send 2 to 0']);
      expect(calls).to.deep.equal(['finished 0 at 0: ok']);
    });
  }

  it('does not cost the one before its moment to wake, nor its probes', () => {
    const watched = busyWorld();
    const { world, worker, calls } = watched;
    world.dispatcher.cluster.wakeAfter(1);
    world.dispatcher.cluster.probe(worker);
    refusalOf(() => takeOver(watched, {}, whenMade));
    world.pass(10);
    expect(calls).to.deep.equal(['probed 0: 1', 'wake']);
  });

  it('has rejected for good what it rejected: the one before hears of a job that it had assigned', () => {
    const watched = busyWorld();
    const { world, worker, calls } = watched;
    const does = (cluster: Cluster): Partial<Strategy> => ({
      jobArrived: (job) => (job.id < 3 ? cluster.reject(job, 'none today') : whenMade()),
    });
    expect(() => takeOver(watched, {}, does)).to.throw(StrategyRefused);
    expect(world.decisions).to.deep.equal(['1 is rejected', '2 is rejected']);
    expect(calls).to.deep.equal(['finished 2 at 0: rejected']);
    expect(worker.unfinished).to.equal(1);
  });
});
