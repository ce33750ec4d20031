import { expect } from 'chai';
import { csvLine } from '../../../src/report/table/csv.ts';

describe('a line of CSV', () => {
  it('has five significant digits, whole counts, and nothing for what is not known', () => {
    expect(csvLine([12.3456789, 1_234_567, 0.000123456789, null, undefined, 'x'])).to.equal(
      '12.346,1234567,0.00012346,,,x',
    );
    expect(csvLine(['a,b', 'say "so"', 'two\nlines', '=1+1'])).to.equal(
      `"a,b","say ""so""",two\\u000alines,'=1+1`,
    );
  });
});
