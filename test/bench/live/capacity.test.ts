import { expect } from 'chai';
import { measureCapacity } from '../../../src/bench/live/capacity.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import type { MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';

const SLEEP_MS = 25;
const SLEEPING: MeasuredScenario = {
  ...TINY,
  types: { job: { runs: 'sleep', service: { law: 'constant', meanMs: SLEEP_MS }, share: 1 } },
};

describe('the capacity of a cluster', function () {
  this.timeout(60_000);

  it('is measured with all workers busy: no more than they can do in a second', async () => {
    const [arm] = await parseArms(['pull-fifo'], undefined);
    if (arm?.kind !== 'strategy') return expect.fail('no strategy');
    const perSecond = await measureCapacity(arm, SLEEPING, 1, new AbortController().signal);
    const possible = (SLEEPING.cluster.jobWorkers * 1000) / SLEEP_MS;
    // One a worker may end within the measurement that began before it.
    expect(perSecond)
      .to.be.above(0)
      .and.at.most(possible + SLEEPING.cluster.jobWorkers);
  });
});
