import { expect } from 'chai';
import { accountFaults } from '../../../src/bench/live/accounts.ts';
import { noOutcomes } from '../../../src/core/outcomes.ts';
import { RECORDS, REPORT, withHeavy, withOutcome, withTally } from '../outcome.ts';

const HEAVY = REPORT.httpWorkers[0]!.counts.heavy;

describe('accounts', () => {
  it('are in order when client, HTTP workers and primary tell the same', () => {
    expect(accountFaults(RECORDS, REPORT)).to.deep.equal([]);
    expect(accountFaults(RECORDS, { ...REPORT, dispatch: undefined }), 'inline').to.deep.equal([]);
  });

  it('show a request that was lost', () => {
    expect(accountFaults(withOutcome('heavy', 'ok', 'lost'), REPORT)).to.deep.equal([
      '1 heavy requests were lost',
    ]);
    expect(accountFaults(withOutcome('light', 'ok', 'lost'), REPORT)).to.deep.equal([
      '1 light requests were lost',
    ]);
  });

  it('show a request that was lost with an HTTP worker, unless a fault of the scenario hit that', () => {
    const lost = withOutcome('heavy', 'ok', 'lost');
    const because = '1 heavy requests were lost: an HTTP worker died without a fault of the scenario';
    expect(accountFaults(lost, { ...REPORT, httpWorkerDeaths: 1 })).to.deep.equal([because]);
    const hit = { ...REPORT, injectedFaults: 1, injectedHttpFaults: 1 };
    expect(accountFaults(lost, { ...hit, httpWorkerDeaths: 1 })).to.deep.equal([]);
    expect(accountFaults(lost, { ...hit, httpWorkerDeaths: 2 }), 'and another died').to.deep.equal([because]);
    expect(accountFaults(lost, hit), 'and it lived').to.deep.equal(['1 heavy requests were lost']);
  });

  it('allow that a dead HTTP worker took its counts with it, and not that others gave more than was seen', () => {
    const { worker, cpuMs } = REPORT.httpWorkers[0]!;
    const replaced = {
      worker: worker + 9,
      cpuMs,
      counts: { light: noOutcomes(), heavy: noOutcomes(), refused: 0 },
    };
    const report = { ...REPORT, httpWorkers: [replaced, REPORT.httpWorkers[1]!], httpWorkerDeaths: 1 };
    expect(accountFaults(RECORDS, report)).to.deep.equal([]);
    expect(accountFaults(RECORDS.slice(2), report)).to.deep.equal([
      'light: the client saw 1 ok, the server gave 2',
    ]);
  });

  it('show an answer that the client saw and no server gave', () => {
    expect(accountFaults(withOutcome('heavy', 'ok', 'failed'), REPORT)).to.deep.equal([
      'heavy: the client saw 7 ok, the server gave 8',
      'heavy: the client saw 1 failed, the server gave 0',
    ]);
    expect(accountFaults(withOutcome('light', 'ok', 'failed'), REPORT)).to.have.length(2);
  });

  it('show an answer that a server gave and no client saw', () => {
    expect(accountFaults(RECORDS.slice(1), REPORT)).to.deep.equal([
      'light: the client saw 2 ok, the server gave 3',
    ]);
  });

  it('count the warm-up too', () => {
    const warm = RECORDS.map((record) => ({ ...record, warmup: true }));
    expect(accountFaults(warm, REPORT)).to.deep.equal([]);
  });

  it('allow that an answer was on its way when the client gave up', () => {
    expect(accountFaults(withOutcome('heavy', 'ok', 'cancelled'), REPORT)).to.deep.equal([]);
    const unheard = withHeavy({ ...HEAVY, ok: 7, cancelled: 1 });
    expect(accountFaults(withOutcome('heavy', 'ok', 'cancelled'), unheard)).to.deep.equal([]);
  });

  it('do not take a client that gave up for an excuse for more', () => {
    const more = withHeavy({ ...HEAVY, ok: 9 });
    expect(accountFaults(withOutcome('heavy', 'ok', 'cancelled'), more)).to.include(
      'heavy: the client saw 7 ok, the server gave 9',
    );
  });

  it('show what HTTP workers and primary tell differently', () => {
    const outcomes = { ...HEAVY, ok: 7, timedOut: 2 };
    expect(accountFaults(RECORDS, withTally({ outcomes }))).to.deep.equal([
      'HTTP workers gave 8 ok, the primary settled 7',
      'HTTP workers gave 1 timedOut, the primary settled 2',
    ]);
  });

  it('show jobs that never ended', () => {
    expect(accountFaults(RECORDS, withTally({ arrived: 12 }))).to.deep.equal([
      '2 jobs were still open after the drain',
    ]);
  });

  it('pass on what the dispatcher found', () => {
    const dispatch = { ...REPORT.dispatch!, faults: ['held is -1'] };
    expect(accountFaults(RECORDS, { ...REPORT, dispatch })).to.deep.equal(['held is -1']);
  });

  it('show a worker that is still counted as busy, and messages that made no sense', () => {
    const jobWorkers = REPORT.jobWorkers.map((worker) => ({ ...worker, unfinished: 2 }));
    expect(accountFaults(RECORDS, { ...REPORT, jobWorkers, malformedMessages: 3 })).to.deep.equal([
      'worker 3 still counts 2 active jobs after the drain',
      '3 malformed messages',
    ]);
  });
});
