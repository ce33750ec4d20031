import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { csvLine } from '../../../src/report/table/csv.ts';
import { columns, inMarkdown, inTerminal } from '../../../src/report/table/table.ts';
import { cellsOf } from './table-cells.ts';

const COLUMNS = [...columns('l', ['strategy']), ...columns('r', ['p95'], 'ms')];

describe('a table', () => {
  it('in a terminal is a rectangle with one head, however many rows it has', () => {
    for (const count of [0, 1, 200, 201, 1000]) {
      const rows = Array.from({ length: count }, (_, i) => [`s${i ** 2}`, i]);
      const table = inTerminal({ columns: COLUMNS, rows });
      expect(cellsOf(table)).to.deep.equal([['strategy', 'p95'], ...rows.map((row) => row.map(String))]);
      const lines = stripVTControlCharacters(table.toString()).split('\n');
      expect(new Set(lines.map((line) => line.length))).to.have.property('size', 1);
      expect(
        lines.filter((line) => !line.startsWith('│')),
        'no lines between',
      ).to.have.length(2);
    }
  });

  it('in Markdown has its units in the head, and bars only between cells', () => {
    expect(inMarkdown({ columns: COLUMNS, rows: [['a|b', 1.5]] }).toString()).to.equal(
      '| strategy | p95 (ms) |\n| --- | --: |\n| a\\|b | 1.5 |',
    );
  });
});

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
