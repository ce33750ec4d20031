import { expect } from 'chai';
import { tracedBlock } from '../../../src/report/trace/traced-block.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import { trial } from '../../comparison/trials.ts';
import { GOOD } from '../../measuring/summary/records.ts';
import { strategy, TINY_RUN } from '../../results/tiny-run.ts';

const TRIALS = [trial(0, 'random', 1), trial(0, 'inline', 1), trial(1, 'random', 1)];
const FAULTS = [{ hits: 'job worker', does: 'kill', everyMs: 400 }];
const RUN: RunResult = {
  ...TINY_RUN,
  scenario: {
    ...TINY_RUN.scenario,
    settings: {
      cluster: { httpWorkers: 1, jobWorkers: 1 },
      load: { warmupMs: 100, durationMs: 1000 },
      faults: FAULTS,
    },
  },
  strategies: [strategy('inline', []), strategy('random', [])],
  trials: TRIALS,
};

function kept(record: object = { startedMs: 5 }) {
  return { kind: 'kept' as const, of: new Map(TRIALS.map((one) => [one, [{ ...GOOD, ...record }]])) };
}

describe('what a trace shows of a run', () => {
  it('is one block, its strategies in the order of the run, with the faults of each trial', () => {
    const trials = tracedBlock(RUN, kept(), 0);
    if (typeof trials === 'string') throw new Error(trials);
    expect(trials.map(({ name }) => name)).to.deep.equal(['inline', 'random']);
    expect(trials[0]?.marks).to.deep.equal([
      { atMs: 500, what: 'kill job worker 1' },
      { atMs: 900, what: 'kill job worker 1' },
    ]);
  });

  it('is nothing where the requests are gone, older, or of another block, and says why', () => {
    expect(tracedBlock(RUN, { kind: 'none', why: 'They are gone.' }, 0)).to.equal('They are gone.');
    expect(tracedBlock(RUN, kept({}), 0)).to.contain('do not say when their jobs started');
    expect(tracedBlock(RUN, kept(), 7)).to.equal('This run has no block 8: it has 2.');
  });
});
