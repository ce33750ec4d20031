import { expect } from 'chai';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import prequal from '../../strategies/prequal.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import random from '../../strategies/random.ts';
import workStealing from '../../strategies/work-stealing.ts';
import { drawJobs } from './listed-jobs.ts';
import { endTimes, scheduledBy } from './recorded-run.ts';

const jobs = drawJobs(1, 2000, 4, 0.8, { law: 'exponential', meanMs: 10 });
const ROUGH = {
  ...plainCluster(4),
  primaries: 2,
  messageMs: 0.3,
  newsDelayMs: 1,
  disturbances: [
    { atMs: 500, worker: 1, speed: 0 },
    { atMs: 800, worker: 1, speed: 0.5 },
  ],
};

describe('a simulation', () => {
  it('is the same for the same seed, another for another', () => {
    for (const scheduling of [scheduledBy(random), scheduledBy(workStealing), scheduledBy(prequal)]) {
      const run = (seed: number) => endTimes(scheduling, ROUGH, jobs, seed);
      expect(run(5)).to.deep.equal(run(5));
      expect(run(5)).to.not.deep.equal(run(6));
    }
  });

  it('draws nothing from the seed for a strategy that draws nothing', () => {
    const run = (seed: number) => endTimes(scheduledBy(pullFifo), plainCluster(4), jobs, seed);
    expect(run(1)).to.deep.equal(run(2));
  });
});
