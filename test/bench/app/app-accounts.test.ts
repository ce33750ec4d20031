import { expect } from 'chai';
import { appFaults, unexpectedStatuses } from '../../../src/bench/app/app-accounts.ts';
import { jobsIn, jobsOver } from '../../../src/bench/app/app-jobs.ts';
import { type AppAccount, reportIn } from '../../../src/bench/app/app-report.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';

function records(...statuses: readonly number[]): RequestRecord[] {
  return statuses.map((status, seq) => ({
    seq,
    class: 'route',
    type: 'GET /',
    warmup: false,
    connection: 0,
    intendedMs: 0,
    sentMs: 0,
    endedMs: 1,
    outcome: status === 0 ? 'lost' : status < 300 ? 'ok' : 'failed',
    status,
    httpWorker: 0,
    jobWorker: 0,
    waitMs: -1,
    serviceMs: -1,
  }));
}

function account(more: object = {}): AppAccount {
  const outcomes = { ok: 2, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
  const jobs = { report: { asked: outcomes, settled: outcomes, waitMs: [1, 3], serviceMs: [10, 20] } };
  const line = JSON.stringify({ report: 'account', answers: { 200: 3 }, jobs, open: 0, ...more });
  const report = reportIn(line);
  if (typeof report === 'string' || report.report !== 'account') throw new Error(String(report));
  return report;
}

function faults(seen: readonly RequestRecord[], told: AppAccount, probes: readonly [number, number][] = []) {
  return appFaults(seen, { account: told, probes: new Map(probes) });
}

describe('the account of an app', () => {
  it('adds up where client, HTTP workers and primary counted the same', () => {
    expect(faults(records(200, 200, 200), account())).to.deep.equal([]);
    expect(faults(records(200, 200), account(), [[200, 1]]), 'questions whether it is ready').to.deep.equal(
      [],
    );
    expect(faults(records(200), account({ answers: null })), 'answers that nobody counts').to.deep.equal([]);
  });

  it('does not where an answer is missing, or is one too many', () => {
    expect(faults(records(200, 200), account())).to.deep.equal([
      'the client saw 2 answers with status 200, the app gave 3',
    ]);
    expect(faults(records(200, 200, 200, 404), account())).to.deep.equal([
      'the client saw 1 answers with status 404, the app gave 0',
    ]);
    expect(
      faults(records(200, 200, 0), account()),
      'one on its way to a client that lost its connection',
    ).to.deep.equal(['1 requests were lost: their connections broke before an answer came']);
  });

  it('does not where HTTP workers and primary disagree, or jobs are left', () => {
    const asked = { ok: 3, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
    const settled = { ...asked, ok: 2, timedOut: 1 };
    const more = {
      jobs: { report: { asked, settled } },
      open: 1,
      faults: ['a job was settled twice'],
      jobWorkers: [{ worker: 4, jobs: 1, busyMs: 1, cpuMs: 1, unfinished: 2 }],
    };
    expect(faults(records(200, 200, 200), account(more))).to.deep.equal([
      'a job was settled twice',
      'jobs of report: HTTP workers saw 3 ok, the primary settled 2',
      'jobs of report: HTTP workers saw 0 timedOut, the primary settled 1',
      '1 jobs were still open after the drain',
      'worker 4 still counts 2 active jobs after the drain',
    ]);
  });

  it('is a line that docs/app-report.md knows, or it is told what is wrong with it', () => {
    expect(reportIn('{')).to.equal('the app reported a line that is no JSON');
    expect(reportIn('{"report":"account","answers":null,"jobs":{},"open":-1}')).to.match(
      /^the app reported what docs\/app-report\.md does not know: open: /,
    );
    expect(reportIn('{"report":"ready","url":"http://127.0.0.1:1","pid":5}')).to.deep.equal({
      report: 'ready',
      url: 'http://127.0.0.1:1',
    });
  });

  it('gives waits and service times by job type, over trials by their medians', () => {
    const [jobs] = jobsIn(account(), undefined);
    expect(jobs).to.deep.include({ name: 'report' });
    expect([jobs?.counts.ok, jobs?.waitMs.mean, jobs?.serviceMs.mean]).to.deep.equal([2, 2, 15]);
    const trial = { jobs: jobsIn(account(), undefined) } as Parameters<typeof jobsOver>[0][number];
    const [over] = jobsOver([trial, trial]);
    expect([over?.counts.ok, over?.waitMs.count, over?.waitMs.mean, over?.serviceMs.p95]).to.deep.equal([
      4,
      4,
      2,
      null,
    ]);
  });
});

describe('statuses that are not expected', () => {
  const many = (count: number, status: number) => new Array<number>(count).fill(status);

  it('void a trial beyond 1 % of the answers', () => {
    expect(unexpectedStatuses(records(...many(99, 200), 500))).to.deep.equal([]);
    const [flag] = unexpectedStatuses(records(...many(95, 200), ...many(3, 429), 500, 500));
    expect(flag?.message).to.match(/^5\.0 % of the answers .* \(3 × 429, 2 × 500\)/);
  });
});
