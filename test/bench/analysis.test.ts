import { expect } from 'chai';
import { analyse } from '../../src/bench/analysis.ts';
import { manifestOf } from '../../src/bench/new-run.ts';
import { parseArms } from '../../src/catalogue/arms.ts';
import { TINY } from '../live/tiny-cluster.ts';

describe('what a run comes to', () => {
  it('on a system that does not tell what other processes used says that nobody knows', async () => {
    const manifest = await manifestOf({
      scenarioName: 'tiny',
      scenario: TINY,
      timeScale: 1,
      arms: await parseArms(['pull-fifo'], undefined),
      seed: 1,
      mode: 'quick',
      blocks: 1,
      target: null,
      baseline: null,
      margin: 0.05,
      command: 'bench',
    });
    const codesOn = async (platform: string) => {
      const environment = { ...manifest.environment, platform };
      const planned = { manifest: { ...manifest, environment }, scenario: TINY };
      const { warnings } = await analyse(planned, [], () => [], [], true);
      return warnings.map(({ code }) => code);
    };
    expect(await codesOn('darwin arm64')).to.deep.equal(['no-verdicts', 'foreign-cpu-unknown']);
    expect(await codesOn('linux x64')).to.deep.equal(['no-verdicts']);
  });
});
