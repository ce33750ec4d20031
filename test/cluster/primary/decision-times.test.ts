import { expect } from 'chai';
import { DecisionTimes } from '../../../src/cluster/primary/decision-times.ts';
import { monotonicMs } from '../../../src/processes/clock.ts';

describe('the times of decisions', () => {
  it('are unknown, and not 0, where none was timed', () => {
    expect(new DecisionTimes().account()).to.equal(null);
  });

  it('are those of one event in fifteen', () => {
    const times = new DecisionTimes();
    for (let event = 0; event < 31; event++) times.ended(monotonicMs() - 1);
    expect(times.account()).to.include({ count: 2 });
    expect(times.account()?.p50).to.be.at.least(1e6);
  });
});
