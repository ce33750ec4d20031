import { expect } from 'chai';
import { details } from '../../../src/report/run/details.ts';
import { doubts } from '../../../src/report/run/doubts.ts';
import { runReport } from '../../../src/report/run/run-report.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import type { Flag, TrialRecord } from '../../../src/results/trial-schema.ts';
import { trial as trialOf } from '../../comparison/trials.ts';
import { runOf, strategy, summary, TINY_RUN } from '../../results/tiny-run.ts';
import { cellsOf } from '../table/table-cells.ts';

const FAILED = { code: 'strategy-failed', strategy: 'mine', message: 'strategy mine threw: no' };

describe('the report of a run without a trial', () => {
  it('has no tables: it says who failed and that nothing was measured', () => {
    expect(runReport({ ...TINY_RUN, passed: false, warnings: [FAILED] })).to.deep.equal([
      'Failed: strategy mine threw: no',
      'Nothing was measured: no strategy completed a trial.',
    ]);
  });

  it('says that it was interrupted', () => {
    expect(runReport({ ...TINY_RUN, complete: false, passed: false })).to.deep.equal([
      'Nothing was measured: the run was interrupted before its first trial ended.',
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
      'Warning: 3 of 4 trials were disturbed (other processes used 90 % of a core; 1 % of the requests left over 9.0 ms late). Close other programs on this machine and repeat the run.',
    ]);
  });

  it('are one sentence of each kind, with the strategies that it concerns', () => {
    const warnings = ['a', 'b', 'c', 'd'].map((strategy) => ({
      code: 'prediction',
      strategy,
      message: 'took longer',
    }));
    expect(doubts({ ...TINY_RUN, warnings: warnings.slice(0, 1) })).to.deep.equal([
      'Warning: a: took longer',
    ]);
    expect(doubts({ ...TINY_RUN, warnings })).to.deep.equal(['Warning: a, b and 2 more: took longer']);
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
    expect(details(withSettings({ load }))[1]).to.equal(
      'Heavy requests as recorded in a.csv (70 requests; times count from its first request, 2022-09-09T18:45:36.019Z).',
    );
    expect(details(RUN).join('\n')).to.not.include('recorded');
  });
});

describe('what went wrong in a run', () => {
  const bad = runOf(
    strategy('random', [summary('light', 8), summary('heavy', 40, { rejected: 3 }), summary('short', 9)]),
    strategy('pull-fifo', [summary('light', 8), summary('heavy', 20, { lost: 1 }), summary('short', 5)]),
  );

  it('is said before anything that it found', () => {
    const report = runReport({ ...bad, warnings: [FAILED] });
    expect(report.slice(1, 3)).to.deep.equal([
      'Failed: strategy mine threw: no',
      '4 of 1204 requests got no good answer: 3 rejected and 1 lost.',
    ]);
  });

  it('stands in the table as well', () => {
    const table = runReport(bad).find((part) => typeof part === 'object');
    expect(cellsOf(table!).map((row) => row.slice(0, 2))).to.deep.equal([
      ['strategy', 'not ok'],
      ['pull-fifo', '1 lost'],
      ['random', '3 rejected'],
    ]);
  });

  it('is nothing where all were answered', () => {
    const report = runReport(runOf(strategy('random', [summary('light', 8), summary('short', 9)])));
    expect(report).to.include('All 300 requests were answered.');
  });
});

describe('a run in a closed loop', () => {
  const at = (name: string, connections: number, throughputPerSecond: number) => ({
    ...strategy(name, [{ ...summary('heavy', 5), throughputPerSecond }]),
    connections,
  });
  const run = runOf(
    at('random', 1, 100),
    at('random', 8, 700),
    at('random', 16, 650),
    at('pull-fifo', 8, 800),
  );
  const closed: RunResult = { ...run, scenario: { ...run.scenario, loadModel: 'closed' } };

  it('has what each strategy carried at each number of connections, and where it carried most', () => {
    const report = runReport(closed);
    const table = report.find((part) => typeof part === 'object');
    expect(cellsOf(table!)).to.deep.equal([
      ['strategy', 'most at', '1', '8', '16'],
      ['pull-fifo', '8', '–', '800', '–'],
      ['random', '8', '100', '700', '650'],
    ]);
    expect(report[0]).to.equal('tiny: closed loop of 1, 8, 16 connections; 1 block');
  });
});
