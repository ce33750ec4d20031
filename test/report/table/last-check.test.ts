import { expect } from 'chai';
import { requireNumbers } from '../../../src/report/table/last-check.ts';

const NUMBERS = (cell: string) => ({ columns: [{ name: 'p95', align: 'r' }] as const, rows: [[cell]] });

describe('what is printed', () => {
  for (const part of [
    NUMBERS('NaN'),
    NUMBERS('undefined'),
    NUMBERS('12.3 % (max Infinity)'),
    'a median of [1.0, NaN]',
    'mean ± NaN %',
    'answered within undefined ms',
    'it took -Infinity s',
    'NaN× as long',
  ])
    it(`must hold numbers where they belong: ${JSON.stringify(part)}`, () => {
      expect(() => requireNumbers(['all is well', part])).to.throw(
        /^the report shows .* where a number belongs/,
      );
    });

  for (const part of [
    NUMBERS('–'),
    NUMBERS('3.00'),
    'What becomes of jobs with an undefined key, or a NaN in it? And of Infinity (none)?',
    '  window: a whole number from 1, or Infinity',
    '{ "about": "undefined, NaN", "p99": null }',
  ])
    it(`may hold a person's words: ${JSON.stringify(part)}`, () => {
      expect(() => requireNumbers([part])).to.not.throw();
    });
});
