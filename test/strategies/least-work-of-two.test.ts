import { expect } from 'chai';
import lateBinding from '../../strategies/late-binding.ts';
import leastWorkOfTwo from '../../strategies/least-work-of-two.ts';
import random from '../../strategies/random.ts';
import { JOB } from '../core/scheduling/virtual-world.ts';
import { clusterOf, randomArrivals, startsOf } from './same-arrivals.ts';

describe('least work left of d workers', () => {
  it('of one is random, job for job', () => {
    for (const seed of [1, 2, 3]) {
      const arrivals = randomArrivals(seed, 150, 3);
      const starts = startsOf(leastWorkOfTwo, { workers: 4, seed, parameters: { d: 1 } }, arrivals);
      expect(starts).to.deep.equal(startsOf(random, { workers: 4, seed }, arrivals));
    }
  });

  it('is what late binding comes to without knowing a size, job for job, when both draw the same workers', () => {
    for (const d of [1, 2, 3]) {
      const arrivals = randomArrivals(d, 200, 2.4);
      const setting = { workers: 5, seed: d, parameters: { d } };
      expect(startsOf(leastWorkOfTwo, setting, arrivals)).to.deep.equal(
        startsOf(lateBinding, setting, arrivals),
      );
    }
  });

  it('takes one long job for more than many short ones', () => {
    const world = clusterOf(leastWorkOfTwo, { workers: 2, window: Infinity });
    const long = world.arrive({ ...JOB, sizeMs: 1000 }).worker!.index;
    for (let i = 0; i < 20; i++) expect(world.arrive(JOB).worker!.index).to.equal(1 - long);
  });
});
