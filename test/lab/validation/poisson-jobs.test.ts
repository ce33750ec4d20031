import { expect } from 'chai';
import { exponentialMoments } from '../../../src/lab/theory/moments.ts';
import type { System } from '../../../src/lab/validation/experiment.ts';
import { PoissonJobs } from '../../../src/lab/validation/poisson-jobs.ts';

const SYSTEM: System = {
  workers: 5,
  utilisation: 0.8,
  classes: [
    { name: 'a', part: 0.25, service: { law: 'exponential', meanMs: 2 } },
    { name: 'b', part: 0.75, service: { law: 'exponential', meanMs: 2 } },
  ],
  sizes: exponentialMoments(2),
  presentAtStart: 3,
  warmupJobs: 0,
  measuredJobs: 0,
};

describe('Poisson jobs', () => {
  it('are there from the start, then come at the rate that keeps the workers as busy as asked', () => {
    const { atMs } = take(new PoissonJobs(SYSTEM, 1), 20_015);
    expect(atMs.slice(0, 15)).to.deep.equal(new Array(15).fill(0));
    expect(atMs[15]).to.be.above(0);
    // Four standard errors of 20 000 gaps.
    expect(20_000 / atMs.at(-1)!).to.be.closeTo(2, (2 * 4) / Math.sqrt(20_000));
  });

  it('are of each class in its part, with sizes of its law', () => {
    const { types, sizes } = take(new PoissonJobs(SYSTEM, 2), 20_000);
    const first = types.filter((type) => type === 'a').length / 20_000;
    expect(first).to.be.closeTo(0.25, 4 * Math.sqrt((0.25 * 0.75) / 20_000));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / 20_000;
    expect(mean).to.be.closeTo(2, (2 * 4) / Math.sqrt(20_000));
  });

  it('are the same for the same seed, another for another', () => {
    const draw = (seed: number) => take(new PoissonJobs(SYSTEM, seed), 100);
    expect(draw(7)).to.deep.equal(draw(7));
    expect(draw(7)).to.not.deep.equal(draw(8));
  });
});

function take(jobs: PoissonJobs, count: number) {
  const atMs: number[] = [];
  const types: string[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < count; i++) {
    atMs.push(jobs.atMs);
    types.push(jobs.type.type);
    sizes.push(jobs.sizeMs);
    jobs.advance();
  }
  return { atMs, types, sizes };
}
