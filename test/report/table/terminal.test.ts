import { expect } from 'chai';
import { columns, keyed, type TableData } from '../../../src/report/table/table.ts';
import { inTerminal } from '../../../src/report/table/terminal.ts';

const GROUPED: TableData = {
  columns: [
    { name: 'strategy', align: 'l', key: true },
    { name: 'p50', group: 'short', align: 'r' },
    { name: 'p95', group: 'short', align: 'r' },
    { name: 'each block', group: 'short', align: 'r', expendable: 1 },
    { name: 'p50', group: 'long', align: 'r', expendable: 2 },
  ],
  rows: [
    ['pull-fifo', '14.8', 147, '107  186', 150],
    ['least-active', '12.5', 270, '254  287', 155],
  ],
};

function linesAt(width: number, ...parts: Parameters<typeof inTerminal>[0][number][]): string[] {
  return inTerminal(parts, width).trimEnd().split('\n');
}

describe('a table in a terminal', () => {
  it('has no lines, names over its columns and the name of a group over its first', () => {
    expect(linesAt(Number.POSITIVE_INFINITY, GROUPED)).to.deep.equal([
      '              short                  long',
      'strategy       p50  p95  each block   p50',
      'pull-fifo     14.8  147    107  186   150',
      'least-active  12.5  270    254  287   155',
    ]);
  });

  it('leaves out what is most expendable first, and no more than it must', () => {
    const heads = (width: number) => linesAt(width, GROUPED)[1]?.split(/ {2,}/);
    expect(heads(41)).to.deep.equal(['strategy', 'p50', 'p95', 'each block', 'p50']);
    expect(heads(40)).to.deep.equal(['strategy', 'p50', 'p95', 'each block']);
    expect(heads(30)).to.deep.equal(['strategy', 'p50', 'p95']);
  });

  it('is folded where nothing may be left out, with its keys in each part, and is never wider than the terminal', () => {
    const table: TableData = {
      columns: keyed(['strategy'], columns('l', ['strategy', 'offered', 'answered', 'rejected', 'p99'])),
      rows: [['pull-fifo', 1000, 998, 2, 12.5]],
    };
    expect(linesAt(35, table)).to.deep.equal([
      'strategy   offered  answered',
      'pull-fifo  1000     998',
      '',
      'strategy   rejected  p99',
      'pull-fifo  2         12.5',
    ]);
    expect(linesAt(Number.POSITIVE_INFINITY, table)).to.have.length(2);
  });

  it('cuts a long text at a word', () => {
    const about = 'Light requests beside short and long reports whose lengths differ twentyfold and more';
    const table: TableData = {
      columns: [...columns('l', ['scenario']), { name: 'what it is', align: 'l', cut: true }],
      rows: [['mixed', about]],
    };
    expect(linesAt(60, table)[1]).to.equal('mixed     Light requests beside short and long reports …');
  });

  it('has one head and columns of one width, however many rows it has', () => {
    for (const count of [0, 1, 200, 201, 1000]) {
      const rows = Array.from({ length: count }, (_, i) => [`s${i ** 2}`, i]);
      const table = { columns: [...columns('l', ['strategy']), ...columns('r', ['p95'], 'ms')], rows };
      const lines = linesAt(80, table);
      expect(lines).to.have.length(count + 1);
      expect(new Set(lines.map((line) => line.length))).to.have.property('size', 1);
    }
  });
});

describe('a text in a terminal', () => {
  const text = 'word '.repeat(60).trim();

  it('is wrapped at a word, in a pipe as well', () => {
    for (const width of [80, 200, Number.POSITIVE_INFINITY])
      for (const line of linesAt(width, text)) expect(line.length).to.be.at.most(Math.min(width, 100));
    expect(linesAt(80, text).join(' ')).to.equal(text);
  });

  it('keeps what has no place to be wrapped whole', () => {
    const path = 'results/'.repeat(20);
    expect(linesAt(80, `Kept in ${path}`)).to.include(path);
  });
});
