import { expect } from 'chai';
import type { Worker } from '../../../src/contract/job.ts';
import type { Strategy } from '../../../src/contract/strategy.ts';
import { failureOf } from './failure-of.ts';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, JOB, type VirtualWorld } from './virtual-world.ts';

describe('a strategy that throws', () => {
  const boom = () => {
    throw new TypeError('boom');
  };
  const MOMENTS: [keyof Strategy, moment: string, happen: (world: VirtualWorld) => void][] = [
    ['jobArrived', 'when job 0 arrived', (world) => world.arrive(JOB)],
    ['workerFree', 'when worker 0 had room', (world) => world.join()],
    ['workerJoined', 'when a worker joined', (world) => world.join()],
    ['workerLeft', 'when a worker left', (world) => world.lose(world.join())],
    ['jobFinished', 'when job 0 finished', runOne],
    ['probed', 'on a load report', probeOne],
    ['wake', 'when woken', wakeUp],
  ];
  for (const [callback, moment, happen] of MOMENTS) {
    it(`in ${callback} fails the trial with its name, the moment and the cause`, () => {
      const { world } = watchedWorld({ uses: ['probe'] }, { [callback]: boom });
      const failure = failureOf(() => happen(world));
      expect(failure.message).to.equal(`strategy by-hand threw ${moment}: boom`);
      expect(failure.cause).to.be.instanceOf(TypeError);
    });
  }

  it('while it is made fails the trial with its name', () => {
    const failure = failureOf(() => watchedWorld({ create: boom }, {}));
    expect(failure.message).to.match(/^strategy by-hand .*boom$/);
  });

  it('something that is no Error is quoted', () => {
    const { world } = watchedWorld(
      {},
      {
        jobArrived() {
          throw 'a text';
        },
      },
    );
    expect(failureOf(() => world.arrive(JOB)).message).to.match(/by-hand.*a text/);
  });
});

describe('a strategy that breaks a rule fails the trial with its name:', () => {
  it('it assigns a job twice', () => {
    const { world } = watchedWorld({ window: 2 }, {});
    const worker = world.join();
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, worker);
    expectBreach(() => world.dispatcher.cluster.assign(job, worker), /assigns job 0 twice/);
  });

  it('it assigns a job twice that is only bound', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    const job = [world.arrive(ENDLESS), world.arrive(ENDLESS)][1]!;
    for (const each of world.jobs) world.dispatcher.cluster.assign(each, worker);
    expectBreach(() => world.dispatcher.cluster.assign(job, worker), /assigns job 1 twice/);
  });

  it('it assigns to a worker that has left', () => {
    const { world } = watchedWorld({}, {});
    const left = world.join();
    world.lose(left);
    const job = world.arrive(JOB);
    expectBreach(
      () => world.dispatcher.cluster.assign(job, left),
      /assigns job 0 to a worker that is not there/,
    );
  });

  it('it assigns to a worker that has left and whose index was given away', () => {
    const { world } = watchedWorld({}, {});
    const left = world.join();
    world.lose(left);
    world.join();
    const job = world.arrive(JOB);
    expectBreach(
      () => world.dispatcher.cluster.assign(job, left),
      /assigns job 0 to a worker that is not there/,
    );
  });

  it('it assigns to a look-alike of a worker', () => {
    const { world } = watchedWorld({}, {});
    const { index, unfinished, room } = world.join();
    const forged: Worker = { index, unfinished, room, present: true, speed: 1, machine: '' };
    const job = world.arrive(JOB);
    expectBreach(() => world.dispatcher.cluster.assign(job, forged), /a worker that is not there/);
  });

  it('it assigns to nobody, as a pick from an empty list does', () => {
    const { world } = watchedWorld(
      {},
      {
        jobArrived: (job) => world.dispatcher.cluster.assign(job, world.dispatcher.workers[0] as Worker),
      },
    );
    expectBreach(() => world.arrive(JOB), /assigns job 0 to a worker that is not there/);
  });

  it('it names an index that nobody has', () => {
    const { world } = watchedWorld({}, {});
    world.join();
    expectBreach(() => world.dispatcher.cluster.workerAt(1), /names worker 1, which is not there/);
  });

  it('it rejects a job that it has assigned', () => {
    const { world } = watchedWorld({}, {});
    const job = world.arrive(ENDLESS);
    world.dispatcher.cluster.assign(job, world.join());
    expectBreach(() => world.dispatcher.cluster.reject(job, 'too late'), /rejects job 0 after assigning it/);
  });

  for (const ms of [-1, Number.NaN]) {
    it(`it asks to be woken after ${ms} ms`, () => {
      const { world } = watchedWorld({}, {});
      expectBreach(() => world.dispatcher.cluster.wakeAfter(ms), /asks to be woken after/);
    });
  }

  it('in a callback, without being told that it threw', () => {
    const { world } = watchedWorld({}, { jobArrived: () => world.dispatcher.cluster.workerAt(7) });
    expect(failureOf(() => world.arrive(JOB)).message).to.equal(
      'strategy by-hand names worker 7, which is not there',
    );
  });
});

function runOne(world: VirtualWorld): void {
  world.dispatcher.cluster.assign(world.arrive(JOB), world.join());
  world.drain();
}

function probeOne(world: VirtualWorld): void {
  world.dispatcher.cluster.probe(world.join());
  world.pass(1);
}

function wakeUp(world: VirtualWorld): void {
  world.dispatcher.cluster.wakeAfter(1);
  world.join();
  world.pass(1);
}

function expectBreach(act: () => unknown, rule: RegExp): void {
  expect(failureOf(act).message)
    .to.match(/^strategy by-hand /)
    .and.match(rule);
}
