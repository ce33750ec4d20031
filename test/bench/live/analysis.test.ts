import { expect } from 'chai';
import { analyse } from '../../../src/bench/live/analysis.ts';
import type { Manifest } from '../../../src/results/manifest.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { TINY_RUN } from '../../results/tiny-run.ts';

/** Of a run on that system, before its first trial. */
function manifestOn(platform: string): Manifest {
  const { schemaVersion, runId, startedAt, command, seed, environment, scenario, design } = TINY_RUN;
  return {
    schemaVersion,
    runId,
    startedAt,
    command,
    seed,
    environment: { ...environment, platform },
    scenarioName: scenario.name,
    timeScale: scenario.timeScale,
    loadModel: scenario.loadModel,
    settings: scenario.settings,
    arms: [],
    design,
    codeDigest: '',
  };
}

describe('what a run comes to', () => {
  it('on a system that does not tell what other processes used says that nobody knows', async () => {
    const codesOn = async (platform: string) => {
      const planned = { manifest: manifestOn(platform), scenario: TINY, arms: [] };
      const { warnings } = await analyse(planned, [], () => [], [], true);
      return warnings.map(({ code }) => code);
    };
    expect(await codesOn('darwin arm64')).to.deep.equal(['no-verdicts', 'foreign-cpu-unknown']);
    expect(await codesOn('linux x64')).to.deep.equal(['no-verdicts']);
  });
});
