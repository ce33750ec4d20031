import { expect } from 'chai';
import adaptiveLifo from '../../strategies/adaptive-lifo.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

/** One worker that each job keeps for 10 ms. */
function busy(targetMs: number, intervalMs: number): VirtualWorld {
  const world = clusterOf(adaptiveLifo, { workers: 1, parameters: { targetMs, intervalMs } });
  world.arrive(JOB);
  return world;
}

describe('adaptive LIFO', () => {
  it('serves the newest once its queue has stood for an interval', () => {
    const world = busy(1000, 15);
    for (let i = 0; i < 4; i++) world.arrive(JOB);
    world.drain();
    expect(sendOrder(world), 'at 10 ms the oldest, from 20 ms on the newest').to.deep.equal([0, 1, 4, 3, 2]);
  });

  it('then sheds what has waited longer than the target, but never the newest', () => {
    const world = busy(5, 15);
    for (let i = 0; i < 4; i++) world.arrive(JOB);
    world.drain();
    expect(sendOrder(world)).to.deep.equal([0, 1, 4]);
    expect(world.dispatcher.tally.outcomes).to.include({ ok: 3, rejected: 2 });
    expect(world.jobs[2]!.payload.reason).to.match(/waited for more than 5 ms/);
  });

  it('is first come first served again when the queue has been empty', () => {
    const world = busy(1000, 15);
    for (let i = 0; i < 3; i++) world.arrive(JOB);
    world.drain();
    for (let i = 0; i < 3; i++) world.arrive(JOB);
    world.pass(15);
    expect(sendOrder(world).slice(-2)).to.deep.equal([4, 5]);
  });

  it('does not take jobs that have expired for a queue that stands', () => {
    const world = busy(0, 5);
    world.arrive({ ...JOB, timeoutMs: 3 });
    world.pass(8);
    world.arrive(JOB);
    world.arrive(JOB);
    world.drain();
    expect(sendOrder(world)).to.deep.equal([0, 2, 3]);
  });
});
