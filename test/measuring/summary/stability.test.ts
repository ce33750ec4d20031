import { expect } from 'chai';
import { isUnstable } from '../../../src/measuring/summary/stability.ts';
import { GOOD, LIGHT, times } from './records.ts';

const SPAN = { fromMs: 0, toMs: 1000 };

/** One request every 2 ms, each answered after so long. */
function stream(responseMs: (dueMs: number) => number) {
  return times(500, GOOD).map((record, i) => ({
    ...record,
    intendedMs: i * 2,
    endedMs: i * 2 + responseMs(i * 2),
  }));
}

describe('a trial', () => {
  it('is unstable when ever more requests are under way', () => {
    expect(
      isUnstable(
        stream((dueMs) => 1 + dueMs / 2),
        SPAN,
        4,
      ),
    ).to.equal(true);
    expect(
      isUnstable(
        stream(() => 100),
        SPAN,
        4,
      ),
      'not when there are many, but no more',
    ).to.equal(false);
    expect(
      isUnstable(
        stream((dueMs) => 1 + dueMs / 100),
        SPAN,
        4,
      ),
      'nor when there are few',
    ).to.equal(false);
  });

  it('is unstable when over 1 % of the heavy requests got no answer', () => {
    const timedOut = (count: number) => [
      ...times(500 - count, GOOD),
      ...times(count, { ...GOOD, outcome: 'timedOut' as const }),
    ];
    expect(isUnstable(timedOut(6), SPAN, 4)).to.equal(true);
    expect(isUnstable(timedOut(5), SPAN, 4)).to.equal(false);
    expect(isUnstable(times(9, { ...LIGHT, outcome: 'lost' }), SPAN, 4), 'light ones do not queue').to.equal(
      false,
    );
  });
});
