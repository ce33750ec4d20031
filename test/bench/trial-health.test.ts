import { expect } from 'chai';
import type { MachineUse } from '../../src/bench/machine-watch.ts';
import { clusterCpuMs, disturbances } from '../../src/bench/trial-health.ts';
import type { LoadResult } from '../../src/load/load-result.ts';
import { TINY } from '../live/tiny-cluster.ts';
import { ARM, LOAD, REPORT } from './outcome.ts';

const TRIAL = {
  arm: ARM,
  scenario: TINY,
  seed: 1,
  connections: null,
} as const;

const QUIET: MachineUse = { elapsedMs: 1000, busyMs: 300, stolenMs: 0, clockJumpMs: 1 };
const OWN_CPU_MS = 280;

describe('the disturbances of a trial', () => {
  const codes = (load: Partial<LoadResult>, cluster = REPORT, use: Partial<MachineUse> = {}) =>
    disturbances(TRIAL, { load: { ...LOAD, ...load }, cluster }, { ...QUIET, ...use }, OWN_CPU_MS).map(
      ({ code }) => code,
    );

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
  });

  it('need to know what the cluster itself used', () => {
    expect(clusterCpuMs({ load: LOAD, cluster: REPORT })).to.equal(35);
  });
});
