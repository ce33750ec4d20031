import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { JOB } from './virtual-world.ts';

describe('a strategy that asks to be woken', () => {
  it('is woken then, once', () => {
    const { world, calls } = watchedWorld({}, { jobArrived: () => world.dispatcher.cluster.wakeAfter(10) });
    world.pass(3);
    world.arrive(JOB);
    world.pass(9.9);
    expect(calls).to.deep.equal(['arrived 0']);
    world.pass(0.1);
    expect(world.dispatcher.cluster.now()).to.equal(13);
    world.pass(100);
    expect(calls).to.deep.equal(['arrived 0', 'wake']);
  });

  for (const [first, second] of [
    [10, 30],
    [30, 10],
  ] as const) {
    it(`after ${first} ms and then after ${second} ms is woken after ${second} ms only`, () => {
      const moments: number[] = [];
      const { world } = watchedWorld({}, { wake: () => moments.push(world.dispatcher.cluster.now()) });
      world.dispatcher.cluster.wakeAfter(first);
      world.dispatcher.cluster.wakeAfter(second);
      world.join();
      world.pass(100);
      expect(moments).to.deep.equal([second]);
    });
  }

  it('may ask again each time', () => {
    const moments: number[] = [];
    const { world } = watchedWorld(
      {},
      {
        workerJoined: () => world.dispatcher.cluster.wakeAfter(5),
        wake: () => {
          moments.push(world.dispatcher.cluster.now());
          world.dispatcher.cluster.wakeAfter(5);
        },
      },
    );
    world.join();
    world.pass(16);
    expect(moments).to.deep.equal([5, 10, 15]);
  });

  it('while it is made is woken too', () => {
    const moments: number[] = [];
    const { world } = watchedWorld(
      {
        create: (cluster) => {
          cluster.wakeAfter(5);
          return { jobArrived() {}, workerFree() {}, wake: () => moments.push(cluster.now()) };
        },
      },
      {},
    );
    world.join();
    world.pass(10);
    expect(moments).to.deep.equal([5]);
  });

  it('at the deadline of a job is woken after the job was answered', () => {
    const open: boolean[] = [];
    const { world } = watchedWorld({}, { wake: () => open.push(world.jobs[0]!.open) });
    world.dispatcher.cluster.wakeAfter(5);
    world.arrive({ ...JOB, timeoutMs: 5 });
    world.pass(5);
    expect(open).to.deep.equal([false]);
  });
});

describe('the host', () => {
  it('is asked for the earliest of all moments, and for the next one when that has come', () => {
    const { world } = watchedWorld({}, {});
    world.arrive({ ...JOB, timeoutMs: 30 });
    expect(world.wakeMs).to.equal(30);
    world.arrive({ ...JOB, timeoutMs: 10 });
    expect(world.wakeMs).to.equal(10);
    world.dispatcher.cluster.wakeAfter(20);
    world.arrive({ ...JOB, timeoutMs: 40 });
    expect(world.wakeMs).to.equal(10);
    const asked: number[] = [];
    while (world.wakeMs < Infinity) {
      asked.push(world.wakeMs);
      world.pass(world.wakeMs - world.nowMs);
    }
    expect(asked).to.deep.equal([10, 20, 30, 40]);
  });

  it('is not asked again for a moment that still stands', () => {
    const { world } = watchedWorld({}, {});
    const asked: number[] = [];
    world.wakeAt = (ms) => asked.push(ms);
    for (const timeoutMs of [30, 40, 30, 10, 20])
      world.dispatcher.jobArrived({ ...JOB, timeoutMs }, 1, { answers: [], reason: '' }, 0);
    expect(asked).to.deep.equal([30, 10]);
  });

  it('is asked for nothing when nothing can expire', () => {
    const { world } = watchedWorld({}, {});
    world.arrive(JOB);
    expect(world.wakeMs).to.equal(Infinity);
  });

  it('may call too early or too often: nothing that is not due happens, and it is asked again', () => {
    const { world, calls } = watchedWorld({}, {});
    const job = world.arrive({ ...JOB, timeoutMs: 30 });
    world.dispatcher.cluster.wakeAfter(20);
    calls.length = 0;
    for (const nowMs of [0, 5, 19]) {
      world.dispatcher.timePassed(nowMs);
      expect(world.wakeMs).to.equal(20);
    }
    expect(calls).to.deep.equal([]);
    expect(job.open).to.equal(true);
  });

  it('that calls late finds all that is due done', () => {
    const { world, calls } = watchedWorld({}, {});
    for (const timeoutMs of [10, 20, 30]) world.arrive({ ...JOB, timeoutMs });
    world.dispatcher.cluster.wakeAfter(15);
    calls.length = 0;
    world.dispatcher.timePassed(25);
    expect(calls).to.deep.equal(['wake']);
    expect(world.decisions).to.deep.equal(['0 is timedOut', '1 is timedOut']);
  });
});

describe('a probe', () => {
  it('is answered one message later with the load of that worker', () => {
    const { world, calls } = watchedWorld({ uses: ['probe'] }, {});
    const worker = world.join();
    world.dispatcher.cluster.assign(world.arrive(JOB), worker);
    calls.length = 0;
    world.dispatcher.cluster.probe(worker);
    expect(calls).to.deep.equal([]);
    world.pass(1);
    expect(calls).to.deep.equal(['probed 0: 1']);
  });

  it('of a worker that is lost meanwhile is never answered', () => {
    const { world, calls } = watchedWorld({ uses: ['probe'] }, {});
    const worker = world.join();
    world.dispatcher.cluster.probe(worker);
    world.lose(worker);
    calls.length = 0;
    world.dispatcher.cluster.probe(worker);
    world.pass(10);
    expect(calls).to.deep.equal([]);
  });
});
