import { expect } from 'chai';
import fc from 'fast-check';
import { assignOnArrival } from '../../src/toolkit/assign-on-arrival.ts';
import { LeastUnfinished } from '../../src/toolkit/least-unfinished.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { JOB, type WorldSettings } from '../core/scheduling/virtual-world.ts';

/** Picks with it and, at each pick, makes sure that no worker has fewer unfinished jobs. */
const SCANNED: Partial<WorldSettings> = {
  create(cluster) {
    const least = new LeastUnfinished(cluster);
    const pick = () => {
      const worker = least.draw();
      const fewest = Math.min(...cluster.workers.map(({ unfinished }) => unfinished));
      expect(worker?.unfinished ?? Infinity).to.equal(fewest);
      return worker;
    };
    return assignOnArrival(cluster, pick, least);
  },
};

describe('the workers with the fewest unfinished jobs', () => {
  for (const window of [1, 3, Infinity]) {
    it(`are those that a scan over all finds, with a window of ${window}`, () => {
      fc.assert(
        fc.property(randomLife, (events) => {
          const { world } = watchedWorld({ ...SCANNED, window }, {});
          for (const event of events) happen(world, event);
        }),
      );
    });
  }

  it('are drawn alike', () => {
    const first = new Map<string, number>();
    for (let seed = 1; seed <= 400; seed++) {
      const { world } = watchedWorld({ ...SCANNED, seed }, {});
      for (let i = 0; i < 4; i++) world.join();
      world.arrive(JOB);
      const decision = world.decisions[0] as string;
      first.set(decision, (first.get(decision) ?? 0) + 1);
    }
    expect(first).to.have.keys(['send 0 to 0', 'send 0 to 1', 'send 0 to 2', 'send 0 to 3']);
    expect(Math.min(...first.values()), 'of 100 expected').to.be.above(60);
  });
});
