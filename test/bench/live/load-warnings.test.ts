import { expect } from 'chai';
import { loadWarnings } from '../../../src/bench/live/load-warnings.ts';
import type { MeasuredLoad, MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import { trial as trialOf } from '../../comparison/trials.ts';
import { TWO_TYPES } from '../simulated-scenarios.ts';

const OPEN = TWO_TYPES.load as MeasuredLoad;
const BURSTY: MeasuredLoad = {
  ...OPEN,
  arrivals: { process: 'bursts', busyFactor: 3, busyShare: 0.2, busyMs: 2000 },
};
const scenarioOf = (load: MeasuredLoad): MeasuredScenario => ({ ...TWO_TYPES, load });
const level = (asked: number, offered: number) => ({
  asked: { perSecond: asked, share: 0.5 },
  offered: { perSecond: offered, share: 0.5 },
});
const trial = (block: number, asked: number, offered: number) => ({
  ...trialOf(block, 'pull-fifo', 10),
  level: level(asked, offered),
});

describe('a load that is not what was asked for', () => {
  it('is told with the block, and how long it would have to be', () => {
    const trials = [trial(0, 30, 29), trial(1, 30, 20), trial(2, 30, 40)];
    expect(loadWarnings(TWO_TYPES, trials)).to.deep.equal([
      {
        code: 'offered-load',
        strategy: null,
        message:
          'block 2 offered 20.0 heavy requests a second instead of 30.0; 2 blocks are off by over a tenth. So few requests vary by chance; use a durationMs of at least 13334',
      },
    ]);
  });

  it('is none within a tenth, nor where nothing was asked for or said', () => {
    const { level: _, ...silent } = trial(2, 1, 1);
    expect(loadWarnings(TWO_TYPES, [trial(0, 30, 27.1), trial(1, 0, 0), silent])).to.deep.equal([]);
  });

  it('is told what of the scenario only the simulator has', () => {
    const simulation = { primaries: 2, readCountsEveryMs: 10 };
    expect(loadWarnings({ ...TWO_TYPES, simulation }, []).map(({ message }) => message)).to.deep.equal([
      'primaries, readCountsEveryMs of its simulation apply only to --engine=sim; this live run ignored them',
    ]);
  });

  it('may be too short for its bursts', () => {
    expect(
      loadWarnings(scenarioOf({ ...BURSTY, durationMs: 8000 }), []).map(({ message }) => message),
    ).to.deep.equal([
      '8000 ms have only 0.8 busy spells of 2000 ms, so their places are down to chance; use a durationMs of at least 50000, for 5 spells',
    ]);
    expect(loadWarnings(scenarioOf({ ...BURSTY, durationMs: 50_000 }), [])).to.deep.equal([]);
  });
});
