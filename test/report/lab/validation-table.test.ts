import { expect } from 'chai';
import {
  type ValidatedCheck,
  validationTable,
  validationVerdict,
} from '../../../src/report/lab/validation-table.ts';
import { cellsOf } from '../table/table-cells.ts';

const PASSED: ValidatedCheck = {
  name: 'M/M/4 at 0.8: E[W]',
  theory: 0.7455413,
  observed: 0.7461,
  interval: [0.7431, 0.7491],
  limit: 0.01,
  passed: true,
};

describe('the table of a validation', () => {
  it('sets theory beside simulation, with the interval and how wide it may be', () => {
    const [, cells] = cellsOf(validationTable([PASSED]));
    expect(cells).to.deep.equal([
      'M/M/4 at 0.8: E[W]',
      '0.74554',
      '0.74610',
      '0.74310 … 0.74910',
      '0.40 %',
      '1.0 %',
      'passed',
    ]);
  });

  it('says why a check failed', () => {
    const outside = { ...PASSED, theory: 0.75, passed: false };
    const wide = { ...PASSED, interval: [0.7, 0.8] as const, passed: false };
    const table = validationTable([outside, wide]).toString();
    expect(table).to.include('theory is outside').and.to.include('too wide to tell');
    expect(validationVerdict([PASSED, outside])).to.equal('1 of 2 checks failed: M/M/4 at 0.8: E[W].');
    expect(validationVerdict([PASSED])).to.equal('All 1 checks passed.');
  });
});
