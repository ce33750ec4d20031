import { expect } from 'chai';
import { dispatchGoals } from '../../../src/lab/micro/goals.ts';
import { type DecisionRow, judge } from '../../../src/lab/micro/measure-decisions.ts';
import type { DispatchPathResult, PathRow } from '../../../src/lab/micro/measure-dispatch-path.ts';
import { decisionsReport, dispatchPathReport, messagesReport } from '../../../src/report/lab/micro-report.ts';
import type { TableData } from '../../../src/report/table/table.ts';
import { cellsOf } from '../../report/table/table-cells.ts';

function path(system: PathRow['system'], inFlight: number, window: number | null, speed: number): PathRow {
  return {
    system,
    inFlight,
    window,
    medianJobsPerSecond: speed,
    jobsPerSecond: [speed - 10, speed, speed + 20],
  };
}

const MEASURED: DispatchPathResult = {
  rounds: 3,
  fourMessages: [
    path('coalesced', 1, 1, 9000),
    path('plain', 1, null, 8000),
    path('coalesced', 64, 2, 20_000),
    path('coalesced', 64, 32, 60_000),
    path('plain', 64, null, 30_000),
    path('article', 64, null, 40_000),
  ],
  twoMessages: [
    path('direct', 64, 1, 22_000),
    path('direct', 512, 32, 150_000),
    path('bare', 64, 1, 90_000),
    path('jest-worker', 64, 1, 20_000),
    path('worker-farm', 64, 1, 18_000),
    path('worker-farm', 64, null, 80_000),
  ],
  withPayload: [
    path('library', 64, 8, 30_000),
    path('tinypool', 64, 8, 24_000),
    path('piscina', 64, 8, 60_000),
  ],
};

function row(strategy: string, nsPerJob: readonly number[]): DecisionRow {
  const growth = (nsPerJob.at(-1) ?? 0) / (nsPerJob[0] ?? 0);
  return { strategy, window: null, load: 'spare', nsPerJob, growth };
}

describe('the goals of the dispatch path', () => {
  it('compare the best of our windows with each other way, at 64 in flight', () => {
    const [plain, article] = dispatchGoals(MEASURED);
    expect(plain).to.include({ ratio: 2, atLeast: 1.5, passed: true });
    expect(plain?.what).to.equal(
      'this project (window 32, 64 in flight) compared with plain process.send (64 in flight)',
    );
    expect(article).to.include({ ratio: 1.5, atLeast: 2, passed: false });
  });

  it('compare window 1 with window 1, and the best window with the best window, of the best pool', () => {
    const [, , narrow, wide] = dispatchGoals(MEASURED);
    expect(narrow).to.include({ ratio: 1.1, atLeast: 1.1, passed: true });
    expect(narrow?.what).to.equal(
      'this project (window 1, 64 in flight) compared with jest-worker (window 1, 64 in flight)',
    );
    expect(wide).to.include({ ratio: 1.875, atLeast: 2, passed: false });
    expect(wide?.what).to.equal(
      'this project (window 32, 512 in flight) compared with worker-farm (no limit, 64 in flight)',
    );
  });

  it('compare the library with the best pool of processes, where jobs carry something', () => {
    const payload = dispatchGoals(MEASURED).at(-1);
    expect(payload).to.include({ ratio: 1.25, atLeast: 1.2, passed: true });
    expect(payload?.what).to.contain('tinypool (window 8');
  });

  it('are told in words before their table', () => {
    const report = dispatchPathReport(MEASURED);
    const lines = report.filter((part) => typeof part === 'string');
    expect(lines.slice(0, 4).filter((line) => line.startsWith('Passed:'))).to.have.length(2);
    expect(lines[3]).to.match(/^Missed: .*worker-farm.*: × 1\.88, goal at least × 2\.$/);
    const rows = report.flatMap((part) => (typeof part === 'object' ? cellsOf(part) : []));
    expect(rows).to.deep.include(['this project', '64', '32', '60 000', '59 990', '60 020', '2.00']);
  });
});

describe('the growth of decision time', () => {
  const floor = row('dispatcher alone', [100, 150, 400]);

  it('may be that of the logarithm times that of the floor', () => {
    // ln 100 000 ÷ ln 16 = 4.152…
    expect(judge(row('fine', [200, 400, 3300]), floor)).to.include({ growth: 16.5, passed: true });
    expect(judge(row('linear', [200, 4000, 400_000]), floor)).to.include({ growth: 2000, passed: false });
    expect(judge(row('fine', [200, 400, 3300]), floor).growthLimit).to.be.closeTo(4 * 4.1524, 0.001);
  });

  it('is not held against a strategy when the floor happens to shrink', () => {
    expect(judge(row('flat', [100, 100, 110]), row('dispatcher alone', [100, 90, 20])).passed).to.equal(true);
  });

  it('is told in words, with the strategies that grow too fast', () => {
    const workerCounts = [16, 1000, 100_000];
    const fine = judge(row('fine', [200, 400, 3300]), floor);
    const linear = judge(row('linear', [200, 4000, 400_000]), floor);
    const result = { rounds: 5, workerCounts, floor: [floor], strategies: [fine, linear] };
    const table = decisionsReport(result).find((part) => typeof part === 'object');
    expect(cellsOf(table!)[2]?.at(-1), 'the dearest first').to.match(/GROWS FASTER/);
    expect(decisionsReport(result)[1]).to.match(/^Missed: .* linear\.$/);
    expect(decisionsReport({ ...result, strategies: [fine] })[1]).to.match(/^Passed: /);
  });
});

describe('the table of messages', () => {
  it('shows ours beside JSON, and the ratio', () => {
    const [, table] = messagesReport({
      rounds: 3,
      rows: [
        {
          kind: 'reply to primary',
          arraysBytes: 100,
          objectsBytes: 200,
          arraysWriteNs: 300,
          objectsWriteNs: 400,
          arraysReadNs: 600,
          objectsReadNs: 500,
        },
      ],
    });
    expect(cellsOf(table as TableData)[1]).to.deep.equal(
      'reply to primary|100 / 200|0.50|300 / 400|0.75|600 / 500|1.20'.split('|'),
    );
  });
});
