import { expect } from 'chai';
import staticPartition from '../../strategies/static-partition.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

/** Four workers that have learnt that a quarter of the work is short. */
function partitioned(): VirtualWorld {
  const world = clusterOf(staticPartition, { workers: 4, parameters: { profileJobs: 4 } });
  for (const [type, sizeMs] of [
    ['long', 15],
    ['short', 5],
    ['long', 15],
    ['short', 5],
  ] as const)
    world.arrive({ ...JOB, type, sizeMs });
  world.drain();
  return world;
}

describe('a static partition', () => {
  it('gives each type workers of its own, by its share of the work', () => {
    const world = partitioned();
    const places = ['short', 'long', 'long', 'long'].map((type) => startedAt(world, type));
    expect(new Set(places).size).to.equal(4);
    for (const type of ['short', 'long']) expect(startedAt(world, type), type).to.equal(undefined);
  });

  it('lets a worker of one type idle while a job of the other waits', () => {
    const world = partitioned();
    startedAt(world, 'short');
    expect(startedAt(world, 'short'), 'three workers are idle').to.equal(undefined);
  });

  it('sends types that it does not know to the workers of the longest', () => {
    const world = partitioned();
    const ofLong = ['long', 'long'].map((type) => startedAt(world, type));
    const unknown = startedAt(world, 'unknown');
    const ofShort = startedAt(world, 'short');
    expect(new Set([...ofLong, unknown, ofShort]).size).to.equal(4);
    expect(startedAt(world, 'long'), 'the unknown one has their last worker').to.equal(undefined);
  });

  it('waits for the last of its first jobs, or long ones would be missing', () => {
    const world = clusterOf(staticPartition, { workers: 3, parameters: { profileJobs: 3 } });
    world.arrive({ ...JOB, type: 'long', sizeMs: 1000 });
    for (let i = 0; i < 20; i++) {
      world.arrive({ ...JOB, type: 'short', sizeMs: 5 });
      world.pass(10);
    }
    const shorts = ['short', 'short'].map((type) => startedAt(world, type));
    expect(shorts, 'all workers are still for all').to.not.include(undefined);
  });

  it('keeps to what it has learnt when the mix changes', () => {
    const world = partitioned();
    for (let i = 0; i < 50; i++) {
      world.arrive({ ...JOB, type: 'short', sizeMs: 50 });
      world.drain();
    }
    startedAt(world, 'short');
    expect(startedAt(world, 'short')).to.equal(undefined);
  });

  it('shares all again when one worker is left, and divides anew when others come', () => {
    const world = partitioned();
    for (const worker of [...world.dispatcher.workers].slice(1)) world.lose(worker);
    for (const type of ['long', 'short']) {
      world.arrive({ ...JOB, type });
      expect(world.jobs.at(-1)!.stage, type).to.equal('sent');
      world.drain();
    }
    for (let i = 0; i < 3; i++) world.join();
    startedAt(world, 'short');
    expect(startedAt(world, 'short')).to.equal(undefined);
    for (let i = 0; i < 3; i++) expect(startedAt(world, 'long')).to.not.equal(undefined);
  });
});

/** The worker that a new job without end starts at, if it does. */
function startedAt(world: VirtualWorld, type: string): number | undefined {
  return world.arrive({ ...ENDLESS, type }).worker?.index;
}
