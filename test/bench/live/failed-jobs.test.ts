import { expect } from 'chai';
import { failedJobs } from '../../../src/bench/live/failed-jobs.ts';
import { nothingAnswered } from '../../../src/bench/live/nothing-answered.ts';

const failed = (type: string, count: number, reason: string) => ({ type, count, reason });

describe('jobs that fail', () => {
  it('are a warning for each type, over all trials, with the reason of the first', () => {
    const trials = [
      { failures: [failed('report', 2, 'no fonts\n    at there'), failed('page', 1, 'too long')] },
      {},
      { failures: [failed('report', 1, 'something else')] },
    ];
    expect(failedJobs({}, trials).map(({ code, message }) => [code, message])).to.deep.equal([
      ['jobs-failed', '3 jobs of report failed; the first: no fonts'],
      ['jobs-failed', '1 job of page failed; the first: too long'],
    ]);
  });

  it('are no news where the scenario has faults', () => {
    const faults = [{ hits: 'job worker', does: 'crash', everyMs: 1000 }] as never;
    expect(failedJobs({ faults }, [{ failures: [failed('report', 2, 'lost')] }])).to.deep.equal([]);
  });

  it('say why nothing could be measured', () => {
    const { message } = nothingAnswered('their capacity was measured', {
      failures: [failed('page', 80, 'result is a function, which JSON cannot carry')],
    });
    expect(message).to.equal(
      'the job workers answered nothing while their capacity was measured: 80 jobs of page failed; the first: result is a function, which JSON cannot carry',
    );
  });
});
