import { expect } from 'chai';
import shortestTypeFirst from '../../strategies/shortest-type-first.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

describe('shortest type first', () => {
  it('serves the type with the shorter runs so far, in order of arrival within a type', () => {
    const world = taught({ long: 40, short: 5 });
    for (const type of ['long', 'long', 'short', 'short', 'long', 'short']) world.arrive({ ...JOB, type });
    world.drain();
    expect(sendOrder(world).slice(2)).to.deep.equal([2, 4, 5, 7, 3, 6]);
  });

  it('serves a type that has never run before all others, to learn it', () => {
    const world = taught({ long: 40, short: 5 });
    for (const type of ['long', 'short', 'unknown']) world.arrive({ ...JOB, type });
    world.drain();
    expect(sendOrder(world).slice(2)).to.deep.equal([2, 4, 3]);
  });

  it('learns nothing from jobs that failed or never ran', () => {
    const world = taught({ long: 40, short: 5 });
    const failing = world.arrive({ ...ENDLESS, type: 'long' });
    world.arrive({ ...JOB, type: 'long', timeoutMs: 1 });
    world.pass(1);
    world.reply(failing, 1, false, 1);
    for (const type of ['long', 'long', 'short']) world.arrive({ ...JOB, type });
    world.drain();
    expect(sendOrder(world).slice(3)).to.deep.equal([4, 6, 5]);
  });
});

/** One worker that has run a job of each type, for so long. */
function taught(types: Record<string, number>): VirtualWorld {
  const world = clusterOf(shortestTypeFirst, { workers: 1 });
  for (const [type, sizeMs] of Object.entries(types)) {
    world.arrive({ ...JOB, type, sizeMs });
    world.pass(sizeMs);
  }
  return world;
}
