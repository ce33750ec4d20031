import { expect } from 'chai';
import { strategyResult } from '../../../src/bench/live/strategy-result.ts';
import { trialRecord } from '../../../src/bench/live/trial-record.ts';
import type { LoadResult } from '../../../src/load/drive/load-result.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { GOOD, times } from '../../measuring/summary/records.ts';
import { ARM, LOAD, RECORDS, REPORT } from '../outcome.ts';

const SLOT = {
  block: 2,
  position: 1,
  strategy: ARM.label,
  twin: false,
  arm: ARM,
  seed: 1,
  connections: null,
} as const;

const CIRCUMSTANCES = { startedAt: '2026-01-01T12:00:00.000Z', repeated: false, flags: [] };

function recordOf(load: LoadResult) {
  return trialRecord(SLOT, TINY, { load, cluster: REPORT }, undefined, CIRCUMSTANCES);
}

describe('the record of a trial', () => {
  it('says how the strategy ran', () => {
    const record = recordOf(LOAD);
    expect(record).to.deep.include({
      block: 2,
      position: 1,
      strategy: 'type-affinity:homes=1',
      connections: null,
      workers: [{ worker: 3, jobs: 9, busyMs: 18, cpuMs: 10 }],
      httpWorkers: [
        { worker: 1, requests: 11, cpuMs: 10 },
        { worker: 2, requests: 2, cpuMs: 10 },
      ],
      generator: { sendLagP99Ms: 0.4, eventLoopUtilisation: 0.2, reconnects: 0 },
    });
    expect(record.classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'report']);
    expect(record.classes[1]?.counts).to.include({ offered: 10, ok: 8, lateDuplicates: 1 });
    expect(record.classes[1]?.attained, 'good answers').to.equal(8);
  });

  it('counts the late results of each type, whatever its name', () => {
    const scenario = { ...TINY, types: { constructor: TINY.types.short!, ...TINY.types } };
    const { classes } = trialRecord(
      SLOT,
      scenario,
      { load: LOAD, cluster: REPORT },
      undefined,
      CIRCUMSTANCES,
    );
    const late = classes.map(({ name, counts }) => [name, counts.lateDuplicates]);
    expect(late).to.deep.equal([
      ['light', 0],
      ['heavy', 1],
      ['constructor', 0],
      ['short', 1],
      ['report', 0],
    ]);
  });

  it('says which load was asked for and which was offered, in requests and in work', () => {
    // Two heavy requests every 20 ms; ten of 2 ms, on two workers in 200 ms.
    expect(recordOf(LOAD).level).to.deep.equal({
      asked: { perSecond: 100, share: null },
      offered: { perSecond: 50, share: 0.05 },
    });
    const reports = times(4, { ...GOOD, type: 'report', sizeMs: undefined });
    expect(recordOf({ ...LOAD, records: reports }).level?.offered).to.deep.equal({
      perSecond: 20,
      share: null,
    });
  });

  it('calls it unstable when requests went unanswered', () => {
    expect(recordOf(LOAD).unstable).to.equal(true);
    expect(recordOf({ ...LOAD, records: times(8, GOOD) }).unstable).to.equal(false);
  });

  it('has no ÷ ideal where something was not served', () => {
    expect(recordOf(LOAD).vsIdeal).to.equal(null);
  });

  it('divides the mean response by that of a central queue', () => {
    // Two workers, four jobs of 2 ms due at the same time: 2, 2, 4 and 4 ms at best; here each took 4 ms.
    expect(recordOf({ ...LOAD, records: times(4, GOOD) }).vsIdeal).to.equal(1.333);
  });
});

describe('the result of a strategy', () => {
  it('pools the requests of its trials and adds up what they counted', async () => {
    const record = recordOf(LOAD);
    const result = await strategyResult(SLOT.arm, TINY, [record, record], [...RECORDS, ...RECORDS]);
    expect(result).to.deep.include({
      name: 'type-affinity:homes=1',
      window: 3,
      uses: ['type'],
      workers: [{ worker: 3, jobs: 18, busyMs: 36, cpuMs: 20 }],
    });
    expect(result.classes[1]?.counts).to.include({ offered: 20, ok: 16, lateDuplicates: 2 });
  });
});
