import { expect } from 'chai';
import deficitRoundRobin from '../../strategies/deficit-round-robin.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

const SIZES: Readonly<Record<string, number>> = { a: 10, b: 30 };

/** A worker that knows the types and is busy with a `b`, for its 30 ms. */
function busy(quantumMs: number): VirtualWorld {
  const world = clusterOf(deficitRoundRobin, { workers: 1, parameters: { quantumMs } });
  for (const type of 'ab') {
    arrive(world, type);
    world.pass(SIZES[type]!);
  }
  arrive(world, 'b');
  return world;
}

function arrive(world: VirtualWorld, types: string): void {
  for (const type of types) world.arrive({ ...JOB, type, sizeMs: SIZES[type]! });
}

/** The types in the order served when these wait. */
function served(quantumMs: number, waiting: string): string {
  const world = busy(quantumMs);
  arrive(world, waiting);
  world.drain();
  return typesSent(world);
}

describe('deficit round robin', () => {
  it('serves each type for a quantum in its turn', () => {
    expect(served(30, 'aaaaaabb')).to.equal('aaabaaab');
    expect(served(60, 'aaaaaabb')).to.equal('aaaaaabb');
  });

  it('lets a type save up for a job longer than the quantum', () => {
    expect(served(10, 'aaaaaabb')).to.equal('aaabaaab');
  });

  it('gives all turns to the only type that waits', () => {
    expect(served(1, 'bbb')).to.equal('bbb');
  });

  it('lets no type keep what it did not use while nothing of it waited', () => {
    const world = busy(40);
    arrive(world, 'b');
    world.pass(30);
    arrive(world, 'bbbaaaaa');
    world.drain();
    expect(typesSent(world), 'the 10 ms that the first had left are gone').to.equal('bbaaaabab');
  });
});

function typesSent(world: VirtualWorld): string {
  return world.decisions
    .filter((decision) => decision.startsWith('send'))
    .map((send) => world.jobs[Number(send.split(' ')[1])]!.demand.type)
    .join('')
    .slice(3);
}
