import { expect } from 'chai';
import type { SoakedProcess } from '../../../src/lab/soak/soak.ts';
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
  return { requests: 10, processes, faults: [], workerDeaths: 0, swaps: 0 };
}

describe('what soak prints', () => {
  it('is fine only where every process was measured and found flat', () => {
    expect(isFine(of(FLAT, FLAT))).to.equal(true);
    expect(isFine(of(FLAT, { ...FLAT, verdict: 'grows' }))).to.equal(false);
    expect(isFine(of(FLAT, UNKNOWN))).to.equal(false);
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
