import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { describeEnvironment } from '../../src/bench/environment.ts';
import { fingerprint, sameMachine } from '../../src/results/machine.ts';
import { environment as environmentSchema } from '../../src/results/schema.ts';

describe('the environment of a run', () => {
  it('is described as results keep it, with the kernel', async () => {
    const environment = await describeEnvironment();
    expect(environmentSchema.parse(environment)).to.deep.equal(environment);
    expect(environment.kernel).to.be.a('string');
  });

  it('names the commit of the project, wherever the user stands', async () => {
    const here = process.cwd();
    const { commit } = await describeEnvironment();
    process.chdir(tmpdir());
    try {
      expect((await describeEnvironment()).commit).to.equal(commit);
    } finally {
      process.chdir(here);
    }
  });

  it('is the same machine only with the same processor, system, limits and Node', async () => {
    const here = await describeEnvironment();
    const later = { ...here, commit: 'another', loadAverageBefore: here.loadAverageBefore + 1 };
    expect([sameMachine(here, later), fingerprint(later)]).to.deep.equal([true, fingerprint(here)]);
    for (const change of [{ kernel: 'x' }, { cpuLimit: 0.5 }, { governor: 'x' }, { node: 'v1' }])
      expect(fingerprint({ ...here, ...change }), JSON.stringify(change)).to.not.equal(fingerprint(here));
    expect(sameMachine(here, { ...here, kernel: 'x' })).to.equal(false);
  });

  it('is not known to be another where an older result says nothing of the kernel', async () => {
    const { kernel: _, ...older } = await describeEnvironment();
    expect(sameMachine(older, { ...older, kernel: 'x' })).to.equal(true);
  });
});
