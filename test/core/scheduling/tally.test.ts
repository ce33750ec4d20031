import { expect } from 'chai';
import { Tally } from '../../../src/core/scheduling/tally.ts';

describe('a tally', () => {
  it('has no faults while all adds up', () => {
    const tally = new Tally();
    Object.assign(tally, { arrived: 6, held: 1, bound: 1, sent: 2, settled: 2, overdue: 1 });
    Object.assign(tally.outcomes, { ok: 1, timedOut: 1 });
    expect(tally.open).to.equal(4);
    expect(tally.faults()).to.deep.equal([]);
  });

  it('says which numbers do not add up', () => {
    const tally = new Tally();
    Object.assign(tally, { arrived: 3, sent: 1, settled: 1, held: -1 });
    expect(tally.faults()).to.deep.equal([
      'arrived 3 is not open 0 + settled 1',
      "settled 1 is not the outcomes' sum 0",
      'held is -1',
    ]);
  });
});
