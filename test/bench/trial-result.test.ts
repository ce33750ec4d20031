import { expect } from 'chai';
import { strategyResult, trialWarnings } from '../../src/bench/trial-result.ts';
import type { LoadResult } from '../../src/load/load-result.ts';
import { TINY } from '../live/tiny-cluster.ts';
import { GOOD, times } from '../measurement/records.ts';
import { RECORDS, REPORT, withOutcome } from './outcome.ts';

const LOAD: LoadResult = {
  records: [...RECORDS],
  sendLagMs: { p50: 0.1, p99: 0.4, max: 0.5 },
  reconnects: 0,
  clientElu: 0.2,
};

const TRIAL = {
  arm: {
    kind: 'strategy',
    label: 'type-affinity:homes=1',
    name: 'type-affinity',
    parameters: { homes: 1, full: 2 },
    window: 3,
  },
  scenario: TINY,
  seed: 1,
  connections: null,
} as const;

describe('the result of a trial', () => {
  it('says how the strategy ran and what it was allowed to know', async () => {
    const result = await strategyResult(TRIAL, { load: LOAD, cluster: REPORT });
    expect(result).to.deep.include({
      name: 'type-affinity:homes=1',
      connections: null,
      window: 3,
      uses: ['type'],
      workers: [{ worker: 3, jobs: 9, busyMs: 18, cpuMs: 10 }],
      httpWorkers: [
        { worker: 1, requests: 11, cpuMs: 10 },
        { worker: 2, requests: 2, cpuMs: 10 },
      ],
      generator: { sendLagP99Ms: 0.4, eventLoopUtilisation: 0.2, reconnects: 0 },
    });
    expect(result.classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'report']);
    expect(result.classes[1]?.counts).to.include({ offered: 10, ok: 8, lateDuplicates: 1 });
  });

  it('has no ÷ ideal where something was not served', async () => {
    expect((await strategyResult(TRIAL, { load: LOAD, cluster: REPORT })).vsIdeal).to.equal(null);
  });

  it('divides the mean response by that of a central queue', async () => {
    // One worker, two jobs of 2 ms due at the same time: 2 and 4 ms at best; here each took 4 ms.
    const load = { ...LOAD, records: times(2, GOOD) };
    expect((await strategyResult(TRIAL, { load, cluster: REPORT })).vsIdeal).to.equal(1.333);
  });
});

describe('warnings about a trial', () => {
  const codes = (load: Partial<LoadResult>, cluster = REPORT) =>
    trialWarnings(TRIAL, { load: { ...LOAD, ...load }, cluster }).map(({ code }) => code);

  it('are none if nothing was wrong', () => {
    expect(codes({})).to.deep.equal([]);
  });

  it('tell of everything there is to doubt, and about which strategy', () => {
    expect(codes({ sendLagMs: { p50: 0, p99: 5.1, max: 9 } })).to.deep.equal(['send-lag']);
    expect(codes({ clientElu: 0.81 })).to.deep.equal(['generator-busy']);
    expect(codes({ reconnects: 1 })).to.deep.equal(['reconnects']);
    expect(codes({}, { ...REPORT, workerDeaths: 1 })).to.deep.equal(['worker-deaths']);
    const lost = { ...LOAD, records: withOutcome('heavy', 'ok', 'lost') };
    expect(trialWarnings(TRIAL, { load: lost, cluster: REPORT })).to.deep.equal([
      { code: 'accounts', strategy: 'type-affinity:homes=1', message: '1 heavy requests were lost' },
    ]);
  });
});
