import { expect } from 'chai';
import lateBinding from '../../strategies/late-binding.ts';
import { ENDLESS, JOB } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';

describe('late binding', () => {
  it('starts a job at the first of its workers that has room, and only there', () => {
    const world = clusterOf(lateBinding, { workers: 2 });
    const [first, second] = [world.arrive(ENDLESS), world.arrive(ENDLESS)];
    const waiting = world.arrive(ENDLESS);
    expect(waiting.stage).to.equal('held');
    const { worker } = second;
    world.reply(second, 1);
    expect(waiting.worker).to.equal(worker);
    world.reply(first, 1);
    expect(world.dispatcher.workers.map(({ unfinished }) => unfinished)).to.have.members([0, 1]);
  });

  it('lets a worker idle beside jobs that have not drawn it', () => {
    const world = clusterOf(lateBinding, { workers: 3, seed: 2, parameters: { d: 1 } });
    for (let i = 0; i < 30; i++) world.arrive(JOB);
    let idleBesideJobs = 0;
    while (world.dispatcher.tally.open > 0) {
      world.pass(10);
      const idle = world.dispatcher.workers.some(({ unfinished }) => unfinished === 0);
      if (idle && world.dispatcher.cluster.heldJobs > 0) idleBesideJobs++;
    }
    expect(idleBesideJobs).to.be.above(0);
  });

  it('moves the reservations of a lost worker to others', () => {
    const world = clusterOf(lateBinding, { workers: 2, parameters: { d: 1 } });
    for (let i = 0; i < 20; i++) world.arrive(JOB);
    world.lose(world.dispatcher.workers[0]!);
    world.drain();
    expect(world.dispatcher.tally.outcomes.ok).to.equal(20);
  });
});
