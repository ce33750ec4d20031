import { expect } from 'chai';
import { inMarkdown } from '../../../src/report/table/markdown.ts';

describe('a report in Markdown', () => {
  it('has groups and units in the heads of its tables, and bars only between cells', () => {
    const table = {
      columns: [
        { name: 'strategy', align: 'l' },
        { name: 'p95', group: 'short', unit: 'ms', align: 'r' },
      ] as const,
      rows: [['a|b', 1.5]],
    };
    expect(inMarkdown(['A text.', table])).to.equal(
      'A text.\n\n| strategy | short p95 (ms) |\n| --- | --: |\n| a\\|b | 1.5 |\n',
    );
  });
});
