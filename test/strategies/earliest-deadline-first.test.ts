import { expect } from 'chai';
import earliestDeadlineFirst from '../../strategies/earliest-deadline-first.ts';
import { JOB } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

describe('earliest deadline first', () => {
  it('serves the most urgent, whenever it came', () => {
    const world = clusterOf(earliestDeadlineFirst, { workers: 1 });
    for (const timeoutMs of [1000, 300, 100, Infinity, 200]) world.arrive({ ...JOB, timeoutMs });
    world.drain();
    expect(sendOrder(world)).to.deep.equal([0, 2, 4, 1, 3]);
  });

  it('sheds what cannot be done in time by the mean of its type, and keeps the worker for the rest', () => {
    const world = clusterOf(earliestDeadlineFirst, { workers: 1 });
    world.arrive({ ...JOB, timeoutMs: 1000 });
    world.pass(10);
    world.arrive(JOB);
    const late = world.arrive({ ...JOB, timeoutMs: 15 });
    const inTime = world.arrive({ ...JOB, timeoutMs: 25 });
    world.pass(10);
    expect(late.outcome).to.equal('rejected');
    expect(late.payload.reason).to.match(/deadline/);
    world.drain();
    expect(inTime.outcome).to.equal('ok');
  });

  it('sheds nothing of a type it knows nothing of', () => {
    const world = clusterOf(earliestDeadlineFirst, { workers: 1 });
    world.arrive({ ...JOB, type: 'a' });
    const unknown = world.arrive({ ...JOB, type: 'b', timeoutMs: 11 });
    world.pass(10);
    expect(unknown.stage).to.equal('sent');
  });
});
