import { expect } from 'chai';
import { EXIT, explain, Interrupted } from '../../src/cli/exit-code.ts';

describe('the end of a command', () => {
  it('by a signal needs no words', () => {
    expect(explain(new Interrupted(EXIT.terminated))).to.deep.equal({ lines: [], code: 143 });
  });

  it('by a fault of the program says so, and asks for a report', () => {
    expect(explain(new Error('no such block'))).to.deep.equal({
      lines: ['This is a fault of the program, please report it: no such block'],
      code: EXIT.failed,
    });
  });
});
