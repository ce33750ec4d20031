import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const { inSources }: { inSources(stack: string): string } = await import(
  new URL('bin/reporter.js', PROJECT_ROOT).href
);

/** Compiled code has no such lines, so those behind it move up. */
interface Pair {
  readonly left: string;
}

const PAIR: Pair = { left: 'the line that is looked for' };

/** Where that text stands: its line, and its column in it. */
async function placeIn(file: string | URL): Promise<string> {
  const before = (await readFile(file, 'utf8')).split(`'${PAIR.left}'`)[0]!.split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

describe('stacks of failed tests', () => {
  it('name lines of the sources, not of the compiled code', async () => {
    const compiled = await placeIn(new URL(import.meta.url));
    const source = await placeIn(fileURLToPath(new URL('test/bin/reporter.test.ts', PROJECT_ROOT)));
    expect(compiled).to.not.equal(source);
    expect(inSources(`Error: no\n    at Context.<anonymous> (${import.meta.url}:${compiled})`)).to.equal(
      `Error: no\n    at Context.<anonymous> (test/bin/reporter.test.ts:${source})`,
    );
  });

  it('keep lines of code that was not compiled here', () => {
    const stack = 'Error: no\n    at file:///somewhere/else.js:1:2\n    at node:internal/timers:483:21';
    expect(inSources(stack)).to.equal(stack);
  });
});
