import { expect } from 'chai';
import sloRatio from '../../strategies/slo-ratio.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

/** One worker that has run a job of each type, and is busy with another. */
function busy(): VirtualWorld {
  const world = clusterOf(sloRatio, { workers: 1 });
  for (const [type, sizeMs] of [
    ['long', 50],
    ['short', 5],
  ] as const) {
    world.arrive({ ...JOB, type, sizeMs });
    world.pass(sizeMs);
  }
  world.arrive({ ...ENDLESS, type: 'long' });
  return world;
}

describe('greatest wait relative to the objective of the type', () => {
  it('serves a short job that has waited for less time, but for more of its length', () => {
    const world = busy();
    const long = world.arrive({ ...JOB, type: 'long' });
    world.pass(15);
    const short = world.arrive({ ...JOB, type: 'short' });
    world.pass(5);
    world.reply(world.jobs[2]!, 1, true, 50);
    expect([long.stage, short.stage]).to.deep.equal(['held', 'sent']);
  });

  it('serves a long job before a short one once it has waited for more of its length: none starves', () => {
    const world = busy();
    const long = world.arrive({ ...JOB, type: 'long' });
    world.pass(100);
    const short = world.arrive({ ...JOB, type: 'short' });
    world.pass(5);
    world.reply(world.jobs[2]!, 1, true, 50);
    expect([long.stage, short.stage]).to.deep.equal(['sent', 'held']);
  });

  it('serves a type that has never run before the others', () => {
    const world = busy();
    world.arrive({ ...JOB, type: 'short' });
    world.pass(100);
    const unknown = world.arrive({ ...JOB, type: 'unknown' });
    world.reply(world.jobs[2]!, 1, true, 50);
    expect(unknown.stage).to.equal('sent');
  });
});
