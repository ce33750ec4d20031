import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { LastWords } from '../../../src/cluster/primary/last-words.ts';

const STACK = Array.from({ length: 8 }, (_, i) => `    at module (node:internal/${'x'.repeat(60)}:${i})\n`);

/** As they come, a moment apart, and asked for right after. */
function quoted(...texts: readonly string[]): string | undefined {
  const words = new LastWords(() => {});
  for (const [i, text] of texts.entries()) words.hear(text, i);
  return words.at(texts.length);
}

describe('the last words of a process', () => {
  it('are its error, on whatever Node it ran', () => {
    for (const [code, error] of [
      [`throw new Error('the disk is on fire')`, 'Error: the disk is on fire'],
      [`throw Object.assign(new TypeError('odd'), { code: 7 })`, 'TypeError: odd'],
      [`throw new Error('a', { cause: new Error('b') })`, 'Error: a'],
      [`class Fire extends Error { name = 'Fire' } throw new Fire('hot')`, 'Fire: hot'],
      [`throw 'no error at all'`, 'no error at all'],
    ] as const) {
      const { stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
      expect(quoted(stderr)).to.equal(error);
    }
  });

  it('are its error, however long the stack below it is', () => {
    expect(quoted('file.js:1\n', 'Error: boom\n', ...STACK, '\nNode.js v26.10.0\n')).to.equal('Error: boom');
    expect(quoted('FATAL ERROR: out of memory\n', ...STACK)).to.equal('FATAL ERROR: out of memory');
  });

  it('are its last line if it names no error', () => {
    expect(quoted('node: bad option: --nonsense\n')).to.equal('node: bad option: --nonsense');
    expect(quoted('one\ntwo, without', ' an end')).to.equal('two, without an end');
    expect(quoted()).to.equal(undefined);
  });

  it('are not what it said long before', () => {
    const words = new LastWords(() => {});
    words.hear('Error: unrecognized flag --nonsense\n', 0);
    expect(words.at(5000)).to.equal(undefined);
    words.hear('going down\n', 9000);
    expect(words.at(9001)).to.equal('going down');
  });

  it('are not its log; every line is handed on whole, with where it is from', () => {
    const lines: string[] = [];
    const words = new LastWords((line, from) => lines.push(`${from}: ${line}`));
    words.hear('{"level":40,"msg":"Err', 0);
    words.hear('or: no"}\nError: yes\n', 1);
    expect(lines).to.deep.equal(['log: {"level":40,"msg":"Error: no"}', 'other code: Error: yes']);
    expect(words.at(2)).to.equal('Error: yes');
  });
});
