import { expect } from 'chai';
import { attained, rankedMs } from '../../../src/measuring/summary/ranked.ts';
import { GOOD, LIGHT, times } from './records.ts';

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
  const timeoutMs = 8;
  const heavy = [
    ...times(3, GOOD),
    ...times(2, { ...GOOD, endedMs: 9 }),
    ...times(1, { ...GOOD, outcome: 'failed' as const }),
  ];
  const light = [...times(4, LIGHT), ...times(2, { ...LIGHT, endedMs: 9 })];

  it('without an objective are the good answers by the deadline, which runs from when the request was due', () => {
    expect(attained(heavy, { timeoutMs })).to.equal(3);
    expect(attained(light, { timeoutMs })).to.equal(4);
    const sentLate = { ...GOOD, intendedMs: 0, sentMs: 6, endedMs: 10 };
    expect(attained([sentLate], { timeoutMs }), 'the wait for a connection counts').to.equal(0);
  });

  it('with an objective are the heavy ones within it; light ones still have the deadline', () => {
    const within = (of: 'responseMs' | 'slowdown', atMost: number) => ({
      timeoutMs,
      objective: { of, quantile: 0.99, atMost },
    });
    expect(attained(heavy, within('responseMs', 5))).to.equal(3);
    expect(attained(heavy, within('slowdown', 4.5))).to.equal(5);
    expect(attained(light, within('responseMs', 2))).to.equal(4);
    const lengthless = heavy.map((one) => ({ ...one, sizeMs: 0, serviceMs: 0.001 }));
    expect(attained(lengthless, within('slowdown', 4.5)), 'there is no slowdown of nothing').to.equal(3);
  });
});
