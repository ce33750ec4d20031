import { expect } from 'chai';
import peakEwma from '../../strategies/peak-ewma.ts';
import powerOfTwoChoices from '../../strategies/power-of-two-choices.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

describe('peak EWMA', () => {
  it('is two choices by count as long as all runs take the same time and none is forgotten', () => {
    const [byCost, byCount] = [
      clusterOf(peakEwma, { workers: 4, window: Infinity, parameters: { decayMs: Infinity } }),
      clusterOf(powerOfTwoChoices, { workers: 4, window: Infinity }),
    ];
    // Until every worker has answered once it is something else; both draw two numbers a job and stay in step.
    for (const world of [byCost, byCount]) {
      for (let i = 0; i < 40; i++) world.arrive(JOB);
      world.drain();
    }
    for (let i = 0; i < 200; i++) {
      expect(choose(byCost)).to.equal(choose(byCount));
      if (i % 3 > 0) continue;
      for (const world of [byCost, byCount])
        world.reply(world.jobs.find(({ stage }) => stage === 'sent')!, 1, true, 10);
    }
  });

  it('turns away from a worker after one slow run, and comes back as that fades', () => {
    const world = warm([10, 10]);
    const slowed = runOn(world, 500);
    for (let i = 0; i < 20; i++) expect(choose(world), 'the other has more to do').to.equal(1 - slowed);
    world.pass(200_000);
    world.reply(world.jobs.at(-1)!, 1, true, 10);
    expect(choose(world), 'the other is known to take 10 ms still').to.equal(slowed);
  });

  it('learns of the worst at once and of better only by and by', () => {
    const world = warm([100, 10]);
    for (let i = 0; i < 5; i++) runOn(world, 10);
    expect(choose(world), 'worker 0 was slow once').to.equal(1);
  });

  it('gives a worker that has not answered yet no second job if another has', () => {
    const world = clusterOf(peakEwma, { workers: 2, window: Infinity });
    const silent = choose(world);
    const answering = runOn(world, 10);
    expect(answering, 'an idle worker costs nothing yet').to.equal(1 - silent);
    for (let i = 0; i < 10; i++) expect(choose(world)).to.equal(answering);
  });
});

/** Two workers that have answered once, each in its time. */
function warm(runsMs: readonly number[]): VirtualWorld {
  const world = clusterOf(peakEwma, { workers: 2, window: Infinity });
  const jobs = runsMs.map(() => world.arrive(ENDLESS));
  for (const job of jobs) world.reply(job, 1, true, runsMs[job.worker!.index]);
  return world;
}

/** The worker that a job was given to and that ran it for so long. */
function runOn(world: VirtualWorld, serviceMs: number): number {
  const job = world.arrive(ENDLESS);
  const { index } = job.worker!;
  world.reply(job, 1, true, serviceMs);
  return index;
}
