import { expect } from 'chai';
import type { Trial } from '../../../src/bench/live/live-trial.ts';
import type { MachineUse } from '../../../src/bench/live/machine-watch.ts';
import { clusterCpuMs, disturbances } from '../../../src/bench/live/trial-health.ts';
import { RandomStream } from '../../../src/core/random-stream.ts';
import type { LoadResult } from '../../../src/load/drive/load-result.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { LIGHT } from '../../measuring/summary/records.ts';
import { ARM, LOAD, REPORT } from '../outcome.ts';
import { TWO_TYPES } from '../simulated-scenarios.ts';

const TRIAL = {
  arm: ARM,
  scenario: TINY,
  seed: 1,
  connections: null,
} as const;

const QUIET: MachineUse = { elapsedMs: 1000, busyMs: 300, stolenMs: 0, clockJumpMs: 1, stops: 0 };
const OWN_CPU_MS = 280;

describe('the disturbances of a trial', () => {
  const codesOf = (
    trial: Trial,
    load: Partial<LoadResult>,
    cluster = REPORT,
    use: Partial<MachineUse> = {},
  ) =>
    disturbances(trial, { load: { ...LOAD, ...load }, cluster }, { ...QUIET, ...use }, OWN_CPU_MS).map(
      ({ code }) => code,
    );
  const codes = codesOf.bind(undefined, TRIAL);

  it('are none if nothing was wrong', () => {
    expect(codes({})).to.deep.equal([]);
    expect(codes({}, REPORT, { busyMs: null, stolenMs: null }), 'or the system does not tell').to.deep.equal(
      [],
    );
  });

  it('are everything there is to doubt', () => {
    expect(codes({ sendLagMs: { p50: 0, p99: 5.1, max: 9 } })).to.deep.equal(['send-lag']);
    expect(codes({ clientElu: 0.81 })).to.deep.equal(['generator-busy']);
    expect(codes({ reconnects: 1 })).to.deep.equal(['reconnects']);
    expect(codes({}, { ...REPORT, workerDeaths: 1 })).to.deep.equal(['worker-deaths']);
    expect(codes({}, REPORT, { busyMs: 400 })).to.deep.equal(['foreign-cpu']);
    expect(codes({}, REPORT, { stolenMs: 150 })).to.deep.equal(['stolen-cpu']);
    expect(codes({}, REPORT, { clockJumpMs: 300 })).to.deep.equal(['clock-jump']);
    expect(codes({}, { ...REPORT, stops: 1 })).to.deep.equal(['stopped']);
    expect(codes({}, REPORT, { stops: 1 }), 'this process').to.deep.equal(['stopped']);
  });

  it('are intervals between sends that are not those planned', () => {
    const stream = new RandomStream(1, 'gaps');
    let atMs = 0;
    const planned = Array.from({ length: 500 }, (): RequestRecord => {
      atMs -= 5 * Math.log(1 - stream.next());
      return { ...LIGHT, intendedMs: atMs, sentMs: atMs, endedMs: atMs + 5 };
    });
    const onTicks = planned.map((record) => ({ ...record, sentMs: Math.ceil(record.sentMs / 4) * 4 }));
    const late = planned.map((record) => ({ ...record, sentMs: record.sentMs + stream.next() }));
    const poisson = { ...TRIAL, scenario: TWO_TYPES };
    expect(codesOf(poisson, { records: planned })).to.deep.equal([]);
    expect(codesOf(poisson, { records: late }), 'by a fifth of the mean interval at most').to.deep.equal([]);
    expect(codesOf(poisson, { records: onTicks })).to.deep.equal(['send-intervals']);
    expect(codes({ records: onTicks }), 'unless many are due at once').to.deep.equal([]);
  });

  it('need to know what the cluster itself used', () => {
    expect(clusterCpuMs({ load: LOAD, cluster: REPORT })).to.equal(35);
  });
});
