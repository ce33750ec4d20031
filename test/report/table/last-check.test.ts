import { expect } from 'chai';
import { requireNumbers } from '../../../src/report/table/last-check.ts';

describe('what is printed', () => {
  for (const line of [
    '│ job │ NaN │ 3.00 │',
    '│ job │ 17 │ undefined │',
    '│ burst │ 12.3 % (max Infinity) │',
    'a median of [1.0, NaN]',
    'mean ± NaN %',
    'answered within undefined ms',
    'it took -Infinity s',
    'NaN× as long',
  ])
    it(`must hold numbers where they belong: ${line}`, () => {
      expect(() => requireNumbers(['all is well', line])).to.throw(/^what was printed holds .*no number/);
    });

  for (const line of [
    '│ job │ 3.00 │ – │',
    'What becomes of jobs with an undefined key, or a NaN in it? And of Infinity (none)?',
    '  window: a whole number from 1, or Infinity',
    '{ "about": "undefined, NaN", "p99": null }',
  ])
    it(`may hold a person's words: ${line}`, () => {
      expect(() => requireNumbers([line])).to.not.throw();
    });
});
