import { expect } from 'chai';
import { isFine, soakReport } from '../../src/cli/soak.ts';
import type { SoakedProcess } from '../../src/lab/soak/soak.ts';

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
  return { requests: 10, processes, faults: [], workerDeaths: 0 };
}

describe('what soak prints', () => {
  it('is fine only where every process was measured and found flat', () => {
    expect(isFine(of(FLAT, FLAT))).to.equal(true);
    expect(isFine(of(FLAT, { ...FLAT, verdict: 'grows' }))).to.equal(false);
    expect(isFine(of(FLAT, UNKNOWN))).to.equal(false);
  });

  it('has no number for what was not measured', () => {
    const text = soakReport(of(FLAT, UNKNOWN)).join('\n');
    expect(text).to.match(
      /│ primary │ 7 +│ 20.0 MB +│ 21.0 MB │ 5.0 % +│ 20.0 MB +│ 21.0 MB │ 5.0 % +│ flat /,
    );
    expect(text).to.match(/│ 20.0 MB +│ 21.0 MB │ 5.0 % +│ – +│ – +│ – +│ not measured │/);
    expect(text).to.not.match(/NaN|\b0\.0 MB/);
  });
});
