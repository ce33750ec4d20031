import { expect } from 'chai';
import fc from 'fast-check';
import prequal from '../../strategies/prequal.ts';
import random from '../../strategies/random.ts';
import type { VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { choose } from './choices.ts';
import { clusterOf } from './same-arrivals.ts';

/** Longer than a probe takes. */
const PROBED_MS = 1;

describe('prequal', () => {
  it('asks as many different workers for their load with each job as it is told', () => {
    const world = clusterOf(prequal, { workers: 5, window: Infinity, parameters: { probes: 3 } });
    const asked = probesOf(world);
    for (let i = 0; i < 10; i++) choose(world);
    expect(asked).to.have.length(30);
    for (let i = 0; i < 30; i += 3) expect(new Set(asked.slice(i, i + 3)).size).to.equal(3);
  });

  it('is random until it has two answers', () => {
    const asking = clusterOf(prequal, { workers: 5, window: Infinity, parameters: { probes: 1 } });
    const blind = clusterOf(random, { workers: 5, window: Infinity });
    expect(choose(asking)).to.equal(choose(blind));
  });

  it('joins the shortest queue when it looks at counts alone, of all workers, and nothing has changed since it asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.nat(), (steps, seed) => {
        const parameters = { probes: 4, hotQuantile: 0 };
        const world = clusterOf(prequal, { workers: 4, window: Infinity, seed, parameters });
        for (const which of steps) {
          const running = world.jobs.filter(({ stage }) => stage === 'sent');
          if (running.length > 0) world.reply(running[which % running.length]!, 1);
          for (let i = 0; i < which % 3; i++) choose(world);
          choose(world);
          world.pass(PROBED_MS);
          const chosen = choose(world);
          const { workers } = world.dispatcher;
          for (const { unfinished } of workers)
            expect(unfinished).to.be.at.least(workers[chosen]!.unfinished - 1);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('spreads a burst that comes before new answers: what it assigns counts', () => {
    const world = clusterOf(prequal, { workers: 3, window: Infinity, parameters: { probes: 3 } });
    choose(world);
    world.pass(PROBED_MS);
    const burst = [choose(world), choose(world)];
    expect(new Set(burst).size).to.equal(2);
  });

  it('forgets answers that are too old, and those of lost workers', () => {
    for (const forget of ['time', 'loss']) {
      const world = clusterOf(prequal, { workers: 2, window: Infinity, parameters: { maxAgeMs: 50 } });
      choose(world);
      world.pass(PROBED_MS);
      if (forget === 'time') world.pass(100);
      else world.lose(world.dispatcher.workers[1]!);
      const { length } = world.jobs;
      for (let i = 0; i < 5; i++) choose(world);
      for (const job of world.jobs.slice(length)) expect(job.worker!.present).to.equal(true);
    }
  });
});

/** Which workers are asked, from now on. */
function probesOf(world: VirtualWorld): number[] {
  const asked: number[] = [];
  const probe = world.probe.bind(world);
  world.probe = (worker, asker) => {
    asked.push(worker.index);
    probe(worker, asker);
  };
  return asked;
}
