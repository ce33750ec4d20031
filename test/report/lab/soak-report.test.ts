import { expect } from 'chai';
import type { SoakedProcess } from '../../../src/lab/soak/soak.ts';
import { countOutcomes } from '../../../src/measuring/summary/class-summary.ts';
import { isFine, soakReport } from '../../../src/report/lab/soak-report.ts';
import { cellsOf } from '../table/table-cells.ts';

const MB = 2 ** 20;
const STEADY = { early: 20 * MB, late: 21 * MB };
const FLAT: SoakedProcess = {
  name: 'primary',
  pid: 7,
  liveBytes: STEADY,
  residentBytes: STEADY,
  verdict: 'flat',
};
const UNKNOWN: SoakedProcess = {
  ...FLAT,
  residentBytes: { early: undefined, late: undefined },
  verdict: 'not measured',
};

/** A soak in which only memory can be wrong. */
function of(...processes: readonly SoakedProcess[]) {
  return {
    ...{ requests: 10, processes, faults: [], workerDeaths: 0, swaps: 0 },
    ...{ counts: { ...countOutcomes([], 0), ok: 9, timedOut: 1 }, retried: 3, dropped: 2, duplicates: 0 },
    killed: undefined,
  };
}

describe('what soak prints', () => {
  it('is fine only where every process was measured and found flat', () => {
    expect(isFine(of(FLAT, FLAT))).to.equal(true);
    expect(isFine(of(FLAT, { ...FLAT, verdict: 'grows' }))).to.equal(false);
    expect(isFine(of(FLAT, UNKNOWN))).to.equal(false);
  });

  it('is fine where agents were killed only if nothing outlived them and no result counted twice', () => {
    const killed = { agents: 4, brokers: 2, outlived: 0 };
    const result = { ...of(FLAT), workerDeaths: 16, killed };
    expect(isFine(result)).to.equal(true);
    expect(isFine({ ...result, killed: undefined })).to.equal(false);
    expect(isFine({ ...result, killed: { ...killed, outlived: 1 } })).to.equal(false);
    expect(isFine({ ...result, killed: { ...killed, outlived: undefined } })).to.equal(false);
    expect(isFine({ ...result, duplicates: 1 })).to.equal(false);
    expect(soakReport(result).slice(0, 4)).to.deep.equal([
      'Killed: agents 4 times, the broker 2 times. Processes that outlived their agent: 0.',
      '16 workers died.',
      'All 10 requests were accounted for, and no worker counts an active job after the drain.',
      'Answers: 9 ok, 0 failed, 1 timed out, 0 rejected; lost: 0. Jobs run again: 3; late results dropped: 2; duplicates accepted: 0.',
    ]);
  });

  it('says first whether memory grows, and has no number for what was not measured', () => {
    const report = soakReport(of(FLAT, UNKNOWN));
    expect(report.slice(0, 2)).to.deep.equal([
      'All 10 requests were accounted for, and no worker counts an active job after the drain.',
      'Memory could not be measured in 1 of 2 processes.',
    ]);
    const table = report.find((part) => typeof part === 'object');
    expect(cellsOf(table!).slice(1)).to.deep.equal(
      [
        'primary|7|20.0 MB|21.0 MB|5.0 %|20.0 MB|21.0 MB|5.0 %|flat',
        'primary|7|20.0 MB|21.0 MB|5.0 %|–|–|–|not measured',
      ].map((row) => row.split('|')),
    );
    expect(soakReport(of(FLAT, { ...FLAT, verdict: 'grows' }))[1]).to.equal(
      'Memory grows in 1 of 2 processes.',
    );
    expect(soakReport(of(FLAT))[1]).to.equal('Memory is flat in every process.');
    expect(soakReport({ ...of(FLAT), swaps: 3 })[1]).to.equal('The strategy changed 3 times.');
  });
});
