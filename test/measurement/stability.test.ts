import { expect } from 'chai';
import { attained, rankedMs } from '../../src/measurement/ranked.ts';
import { isUnstable } from '../../src/measurement/stability.ts';
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

describe('ranked response times', () => {
  it('put what got no good answer behind all others', () => {
    const records = [
      ...times(190, GOOD),
      ...times(10, { ...GOOD, outcome: 'rejected' as const, endedMs: 0.1 }),
    ];
    expect(rankedMs(records)).to.deep.equal({ p50: 4, p90: 4, p95: null, p99: null });
    expect(rankedMs(times(200, GOOD)).p95).to.equal(4);
    expect(rankedMs(times(199, GOOD)).p95, 'with too few').to.equal(null);
  });
});

describe('good in time', () => {
  it('are the good answers within the objective, or all of them without one', () => {
    const records = [
      ...times(3, GOOD),
      ...times(2, { ...GOOD, endedMs: 9 }),
      ...times(1, { ...GOOD, outcome: 'failed' as const }),
    ];
    expect(attained(records, undefined)).to.equal(5);
    expect(attained(records, { of: 'responseMs', quantile: 0.99, atMost: 5 })).to.equal(3);
    expect(attained(records, { of: 'slowdown', quantile: 0.99, atMost: 4.5 })).to.equal(5);
    const lengthless = times(2, { ...GOOD, sizeMs: 0, serviceMs: 0.001 });
    expect(
      attained(lengthless, { of: 'slowdown', quantile: 0.99, atMost: 4.5 }),
      'there is no slowdown of nothing',
    ).to.equal(2);
    expect(
      attained(times(2, { ...LIGHT, endedMs: 99 }), { of: 'responseMs', quantile: 0.99, atMost: 5 }),
    ).to.equal(2);
  });
});
