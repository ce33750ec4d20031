import { expect } from 'chai';
import { type ClassSummary, countOutcomes, summarize } from '../../../src/measuring/summary/class-summary.ts';
import type { RequestOutcome, RequestRecord } from '../../../src/measuring/summary/request-record.ts';
import { GOOD, LIGHT, times } from './records.ts';

const OUTCOMES: readonly RequestOutcome[] = ['ok', 'failed', 'timedOut', 'cancelled', 'rejected', 'lost'];

function find(summaries: readonly ClassSummary[], name: string): ClassSummary {
  return summaries.find((summary) => summary.name === name) ?? expect.fail(`no ${name}`);
}

/** Each outcome once more than the one before. */
const MIXED = OUTCOMES.flatMap((outcome, i) => times(i + 1, { ...GOOD, outcome }));

describe('the outcomes of requests', () => {
  it('add up to what was offered', () => {
    const { offered, lateDuplicates, ...rest } = countOutcomes(MIXED, 9);
    expect(rest).to.deep.equal({ ok: 1, failed: 2, timedOut: 3, cancelled: 4, rejected: 5, lost: 6 });
    expect(Object.values(rest).reduce((sum, count) => sum + count)).to.equal(offered);
    expect(lateDuplicates, 'which are no requests').to.equal(9);
  });
});

describe('a summary', () => {
  it('is of light requests, of heavy ones, and of each type', () => {
    const records = [...times(3, LIGHT), ...times(2, GOOD), ...times(4, { ...GOOD, type: 'long' })];
    const summaries = summarize(records, ['short', 'long'], new Map(), 1000);
    expect(summaries.map(({ name, counts }) => [name, counts.offered])).to.deep.equal([
      ['light', 3],
      ['heavy', 6],
      ['short', 2],
      ['long', 4],
    ]);
  });

  it('names a type that was never asked for, but no class of which there is nothing', () => {
    const summaries = summarize(times(1, GOOD), ['short', 'long'], new Map(), 1000);
    expect(summaries.map(({ name }) => name)).to.deep.equal(['heavy', 'short', 'long']);
    expect(find(summaries, 'long').counts.offered).to.equal(0);
  });

  it('leaves the warm-up out', () => {
    const warm: RequestRecord = { ...GOOD, warmup: true, endedMs: 1e6 };
    const [heavy] = summarize([...times(5, warm), ...times(2, GOOD)], ['short'], new Map(), 1000);
    expect(heavy?.counts.offered).to.equal(2);
    expect(heavy?.responseMs).to.include({ count: 2, max: 4 });
  });

  it('times good answers only, from the moment each was due', () => {
    const late: RequestRecord = { ...GOOD, intendedMs: 10, sentMs: 15, endedMs: 30, waitMs: 3, serviceMs: 5 };
    const [heavy] = summarize([...MIXED, late], ['short'], new Map(), 1000);
    expect(heavy?.responseMs).to.include({ count: 2, max: 20, mean: 12 });
    expect(heavy?.waitMs).to.include({ count: 2, max: 3, mean: 2 });
    expect(heavy?.serviceMs).to.include({ count: 2, max: 5, mean: 3.5 });
    expect(heavy?.slowdown).to.include({ count: 2, max: 4, mean: 3 });
    expect(heavy?.throughputPerSecond, 'good answers in a second').to.equal(2);
  });

  it('has no slowdown where nothing ran, nor of a job that was asked to take no time', () => {
    const lengthless: RequestRecord = { ...GOOD, sizeMs: 0, serviceMs: 0.002 };
    const summaries = summarize([LIGHT, lengthless], ['short'], new Map(), 1000);
    expect(find(summaries, 'light').slowdown.count).to.equal(0);
    expect(find(summaries, 'light').serviceMs.count).to.equal(0);
    expect(find(summaries, 'heavy').slowdown.count).to.equal(0);
  });

  it('counts late results by type, and all of them for heavy', () => {
    const summaries = summarize(
      [LIGHT, GOOD, { ...GOOD, type: 'long' }],
      ['short', 'long'],
      new Map([
        ['short', 2],
        ['long', 3],
      ]),
      1,
    );
    const late = summaries.map(({ name, counts }) => [name, counts.lateDuplicates]);
    expect(late).to.deep.equal([
      ['light', 0],
      ['heavy', 5],
      ['short', 2],
      ['long', 3],
    ]);
  });
});
