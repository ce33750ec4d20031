import { expect } from 'chai';
import {
  everyCheck,
  type ValidatedCheck,
  validationReport,
} from '../../../src/report/lab/validation-table.ts';
import type { TableData } from '../../../src/report/table/table.ts';
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
    const [, table] = everyCheck([PASSED]);
    const [, cells] = cellsOf(table as TableData);
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
    const [verdict, table] = validationReport([PASSED, outside, wide]);
    expect(verdict).to.equal('2 of 3 checks failed.');
    expect(cellsOf(table as TableData).map((row) => row.at(-1))).to.deep.equal([
      '',
      'theory is outside',
      'interval too wide',
    ]);
  });

  it('shows no check where all passed', () => {
    expect(validationReport([PASSED])).to.deep.equal([
      'All 1 checks passed: the simulator agrees with theory within its 99 % intervals.',
    ]);
  });
});
