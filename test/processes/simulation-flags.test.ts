import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { simulationFlags } from '../../src/processes/simulation-flags.ts';

describe('the flags of a process that simulates', () => {
  it('are known to this Node, which starts with them', () => {
    expect(simulationFlags()).to.have.length.above(0);
    const printed = execFileSync(process.execPath, [...simulationFlags(), '-p', '6 * 7'], {
      encoding: 'utf8',
    });
    expect(printed).to.equal('42\n');
  });
});
