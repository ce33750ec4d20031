import { expect } from 'chai';
import { doubts } from '../../../src/report/run/doubts.ts';
import { runReport } from '../../../src/report/run/run-report.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import type { Flag, TrialRecord } from '../../../src/results/trial-schema.ts';
import { trial as trialOf } from '../../comparison/trials.ts';
import { runOf, strategy, summary, TINY_RUN } from '../../results/tiny-run.ts';

const FAILED = { code: 'strategy-failed', strategy: 'mine', message: 'strategy mine threw: no' };

describe('the report of a run without a trial', () => {
  it('has no tables: it says who failed and that nothing was measured', () => {
    expect(runReport({ ...TINY_RUN, passed: false, warnings: [FAILED] })).to.deep.equal([
      'Failed: strategy mine threw: no',
      'Nothing was measured: no strategy got through a trial.',
    ]);
  });

  it('says that it was broken off', () => {
    expect(runReport({ ...TINY_RUN, complete: false, passed: false })).to.deep.equal([
      'Nothing was measured: the run was broken off before its first trial had ended.',
    ]);
  });
});

describe('doubts about a run', () => {
  const trial = (strategy: string, flags: Flag[]) =>
    ({ strategy, flags }) as Partial<TrialRecord> as TrialRecord;
  const busy: Flag = { code: 'foreign-cpu', message: 'other processes used 90 % of a core' };
  const late: Flag = { code: 'send-lag', message: '1 % of the requests left over 9.0 ms late' };

  it('that concern the machine are one sentence, however many strategies met them', () => {
    const trials = [trial('a', [busy]), trial('b', [late, busy]), trial('c', []), trial('d', [busy])];
    const warnings = trials.flatMap(({ strategy, flags }) => flags.map((flag) => ({ ...flag, strategy })));
    const run: RunResult = { ...TINY_RUN, trials, warnings: [...warnings, FAILED] };
    expect(doubts(run)).to.deep.equal([
      'Warning: 3 of 4 trials were disturbed (other processes used 90 % of a core; 1 % of the requests left over 9.0 ms late). Close what else runs on this machine, and run it again.',
    ]);
  });

  it('about one strategy name it', () => {
    const warnings = [{ code: 'accounts', strategy: 'a', message: '1 light requests were lost' }];
    expect(doubts({ ...TINY_RUN, warnings })).to.deep.equal(['Warning: a: 1 light requests were lost']);
  });
});

const RUN: RunResult = {
  ...runOf(strategy('random', [summary('light', 8), summary('heavy', 40)])),
  trials: [trialOf(0, 'random', 40)],
};
const withSettings = (settings: object) => ({
  ...RUN,
  scenario: { ...RUN.scenario, settings: { ...settings } },
});

describe('a run for people', () => {
  it('says which recorded requests it met, and how their clock was read', () => {
    const recording = { digest: 'abc', requests: 70, outOfOrder: 0, clockMs: 1662749136019 };
    const load = { model: 'trace', file: 'a.csv', recording };
    expect(runReport(withSettings({ load }))[1]).to.equal(
      'Heavy requests as recorded in a.csv (70 requests; its clock times count from the first, 2022-09-09T18:45:36.019Z).',
    );
    expect(runReport(RUN).join('\n')).to.not.include('recorded');
  });
});
