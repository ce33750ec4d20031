import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const { inSources }: { inSources(stack: string): string } = await import(
  new URL('bin/reporter.js', PROJECT_ROOT).href
);

/** Compiled code has no such lines, so those behind it move up. */
interface Pair {
  readonly left: number;
}

describe('stacks of failed tests', () => {
  it('name lines of the sources, not of the compiled code', () => {
    const pair: Pair = { left: 1 };
    const thrown = new Error(String(pair.left));
    expect(inSources(thrown.stack ?? '')).to.match(/\(test\/bin\/reporter\.test\.ts:16:20\)$/m);
  });

  it('keep lines of code that was not compiled here', () => {
    const stack = 'Error: no\n    at file:///somewhere/else.js:1:2\n    at node:internal/timers:483:21';
    expect(inSources(stack)).to.equal(stack);
  });
});
