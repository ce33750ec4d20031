import { expect } from 'chai';
import fc from 'fast-check';
import type { Worker } from '../../src/contract/job.ts';
import type { Cluster } from '../../src/contract/strategy.ts';
import { drawDistinctWorkers, drawWorker, drawWorkers, leastLoaded } from '../../src/toolkit/sample.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';

function clusterOf(workers: number, seed: number): Cluster {
  const { world } = watchedWorld({ seed }, {});
  for (let i = 0; i < workers; i++) world.join();
  return world.dispatcher.cluster;
}

const indices = (workers: readonly Worker[]) => workers.map(({ index }) => index);

describe('drawing workers', () => {
  it('draws as many different ones as asked for, or all there are', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(12), fc.nat(), (workers, count, seed) => {
        const drawn = indices(drawDistinctWorkers(clusterOf(workers, seed), count));
        expect(drawn).to.have.length(Math.min(workers, count));
        expect(new Set(drawn).size).to.equal(drawn.length);
      }),
    );
  });

  it('draws every pair of different ones alike, in both orders', () => {
    const pairs: Record<string, number> = {};
    const cluster = clusterOf(4, 1);
    for (let i = 0; i < 1200; i++) {
      const pair = indices(drawDistinctWorkers(cluster, 2)).join();
      pairs[pair] = (pairs[pair] ?? 0) + 1;
    }
    expect(Object.keys(pairs)).to.have.length(12);
    for (const [pair, count] of Object.entries(pairs))
      expect(count, `${pair}, 100 expected`).to.be.within(60, 140);
  });

  it('with replacement may draw one more than once, and each time all alike', () => {
    const cluster = clusterOf(3, 1);
    const drawn = indices(drawWorkers(cluster, 900));
    for (const index of [0, 1, 2])
      expect(drawn.filter((other) => other === index).length, '300 expected').to.be.within(240, 360);
  });

  it('draws none where there is none', () => {
    const cluster = clusterOf(0, 1);
    expect(drawWorker(cluster)).to.equal(undefined);
    expect(drawWorkers(cluster, 2)).to.deep.equal([]);
    expect(drawDistinctWorkers(cluster, 2)).to.deep.equal([]);
  });

  it('finds the one with the least load, of equals the first', () => {
    const loads = [3, 1, 2, 1];
    const { workers } = clusterOf(4, 1);
    expect(leastLoaded(workers, ({ index }) => loads[index]!)).to.equal(workers[1]);
    expect(
      leastLoaded(workers, () => Infinity),
      'even if all are infinite',
    ).to.equal(workers[0]);
    expect(leastLoaded([], () => 0)).to.equal(undefined);
  });
});
