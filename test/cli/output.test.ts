import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';

const LINES = `
  process.stdout.isTTY = true;
  process.stdout.columns = 80;
  const { printReport } = await import('${new URL('../../src/cli/output.js', import.meta.url).href}');
  const columns = [{ name: '\\u001b[31mhead', align: 'l' }];
  const table = { columns, rows: [[{ colour: 'green', text: '\\u001b[31m\\nfast' }]] };
  printReport(['one\\ntwo', '\\u001b[32mgreen\\t\\u0085\\u{e0001}', table]);
`;

describe('what is printed', () => {
  it('has our own colours, and of all others nothing but their text', async () => {
    const { NO_COLOR: _, ...others } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', LINES], {
      env: { ...others, TERM: 'xterm' },
    });
    const [line, text, head, cell] = stdout.split('\n');
    expect(line).to.equal('one\\u000atwo');
    expect(text).to.equal('\\u001b[32mgreen\\u0009\\u0085\\udb40\\udc01');
    expect(head).to.match(/^\\u001b\[31mhead/);
    expect(cell).to.equal('\u001b[32m\\u001b[31m\\u000afast\u001b[39m');
  });
});
