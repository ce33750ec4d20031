import { expect } from 'chai';
import { EXIT, explain, Interrupted } from '../../src/cli/exit-code.ts';

describe('the end of a command', () => {
  it('by a signal needs no words', () => {
    expect(explain(new Interrupted(EXIT.terminated))).to.deep.equal({ lines: [], code: 143 });
  });
});
