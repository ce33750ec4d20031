import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';

const LINES = `
  process.stdout.isTTY = true;
  const { printLines } = await import('${new URL('../../src/cli/output.js', import.meta.url).href}');
  const { DrawnTable } = await import('${new URL('../../src/report/table/drawn-table.js', import.meta.url).href}');
  const table = new DrawnTable(['\\u001b[31mhead'], 'l', [[{ colour: 'green', text: '\\u001b[31m\\nfast' }]]);
  printLines(['one\\ntwo', '\\u001b[32mgreen\\t\\u0085\\u{e0001}', table]);
`;

describe('what is printed', () => {
  it('has our own colours, and of all others nothing but their text', async () => {
    const { NO_COLOR: _, ...others } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', LINES], {
      env: { ...others, TERM: 'xterm' },
    });
    const [one, two, text, , head, cell] = stdout.split('\n');
    expect([one, two]).to.deep.equal(['one', 'two']);
    expect(text).to.equal('\\u001b[32mgreen\\u0009\\u0085\\udb40\\udc01');
    expect(head).to.match(/^│ \\u001b\[31mhead +│$/);
    expect(cell).to.equal('│ \u001b[32m\\u001b[31m\\u000afast\u001b[39m │');
  });
});
