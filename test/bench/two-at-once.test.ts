import { expect } from 'chai';
import { accountFaults } from '../../src/bench/live/accounts.ts';
import { runLiveTrial, type Trial } from '../../src/bench/live/live-trial.ts';
import { UNOBSERVED } from '../../src/bench/live/observer.ts';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import { TINY } from '../cluster/tiny-cluster.ts';

describe('two trials at once', function () {
  this.timeout(60_000);

  it('do not mix: each has its own processes and port, and its accounts add up', async () => {
    const [arm] = await parseArms(['pull-fifo'], 1);
    const trial: Trial = { arm: arm!, scenario: TINY, seed: 1, connections: null };
    const { signal } = new AbortController();
    const both = await Promise.all([1, 2].map(() => runLiveTrial(trial, UNOBSERVED, signal)));
    for (const { load, cluster } of both) {
      expect(load.records.length).to.be.above(0);
      expect(accountFaults(load.records, cluster)).to.deep.equal([]);
    }
  });
});
