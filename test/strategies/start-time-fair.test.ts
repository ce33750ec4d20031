import { expect } from 'chai';
import fc from 'fast-check';
import startTimeFair from '../../strategies/start-time-fair.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

type Sizes = Readonly<Record<string, number>>;

/** One worker that knows the types, and is busy. */
function busy(sizes: Sizes): VirtualWorld {
  const world = clusterOf(startTimeFair, { workers: 1 });
  for (const [type, sizeMs] of Object.entries(sizes)) {
    world.arrive({ ...JOB, type, sizeMs });
    world.pass(sizeMs);
  }
  world.arrive({ ...ENDLESS, type: 'other' });
  return world;
}

/** The types in the order served, from the moment the busy worker becomes free. */
function served(world: VirtualWorld): string[] {
  const before = world.decisions.length;
  world.reply(world.jobs.find(({ demand }) => demand.type === 'other')!, 1, true, 1);
  world.drain();
  return typesSent(world, before);
}

function typesSent(world: VirtualWorld, from: number): string[] {
  return world.decisions
    .slice(from)
    .filter((decision) => decision.startsWith('send'))
    .map((send) => world.jobs[Number(send.split(' ')[1])]!.demand.type);
}

describe('start-time fair queueing', () => {
  it('gives types that wait the same work, never apart by more than one job of each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (a, b) => {
        const sizes: Sizes = { a, b };
        const world = busy(sizes);
        for (const type of ['a', 'b'])
          for (let i = 0; i < 30; i++) world.arrive({ ...JOB, type, sizeMs: sizes[type]! });
        const done: Record<string, number> = { a: 0, b: 0 };
        for (const type of served(world)) {
          done[type]!++;
          if (done[type] === 30) break;
          expect(Math.abs(done.a! * a - done.b! * b)).to.be.at.most(a + b);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('serves a type that asks for little at once, however much of another waits', () => {
    const world = busy({ a: 10, b: 10 });
    for (let i = 0; i < 20; i++) world.arrive({ ...JOB, type: 'a' });
    world.arrive({ ...JOB, type: 'b' });
    expect(served(world).indexOf('b')).to.be.below(2);
  });

  it('does not make up for what a type did not ask for', () => {
    const world = busy({ a: 10, b: 10 });
    for (let i = 0; i < 30; i++) world.arrive({ ...JOB, type: 'a' });
    world.reply(world.jobs[2]!, 1, true, 1);
    world.pass(200);
    for (let i = 0; i < 8; i++) world.arrive({ ...JOB, type: 'b' });
    const { length } = world.decisions;
    world.pass(80);
    expect(typesSent(world, length).filter((type) => type === 'b')).to.have.length(4);
  });
});
