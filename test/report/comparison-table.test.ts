import { expect } from 'chai';
import { comparisonDoubts, comparisonTable } from '../../src/report/comparison-table.ts';
import { runOf, strategy, summary } from '../results/tiny-run.ts';
import { cellsOf } from './table-cells.ts';

const FIRST = runOf(strategy('random', [summary('heavy', 20), summary('short', null)]));
const SECOND = {
  ...runOf(
    strategy('random', [summary('heavy', 30, { rejected: 2 }), summary('short', 5)]),
    strategy('pull-fifo', [summary('heavy', 10)]),
  ),
  runId: 'run-2',
};

describe('runs side by side', () => {
  it('have a row for each strategy and class of any, and a ratio to the first', () => {
    expect(cellsOf(comparisonTable([FIRST, SECOND]))).to.deep.equal(
      [
        'strategy|requests|A not ok|A p50|A p95|A p99|B not ok|B p50|B p95|B p99|B ÷ A (p95)',
        'random|heavy|0|5.00|20.0|30.0|2 rejected|7.50|30.0|45.0|× 1.50',
        'random|short|0|1.00|–|–|0|1.25|5.00|7.50|–',
        'pull-fifo|heavy|–|–|–|–|0|2.50|10.0|15.0|–',
      ].map((row) => row.split('|')),
    );
  });

  it('may be three, each against the first', () => {
    const [head, row] = cellsOf(comparisonTable([SECOND, FIRST, SECOND]));
    expect(head?.slice(-2)).to.deep.equal(['B ÷ A (p95)', 'C ÷ A (p95)']);
    expect(row?.slice(-2)).to.deep.equal(['× 0.67', '× 1.00']);
  });

  it('say which run is which', () => {
    expect(comparisonTable([FIRST, SECOND]).split('\n').slice(0, 2)).to.deep.equal([
      'A: run-1, v20.0.0, commit abc1234',
      'B: run-2, v20.0.0, commit abc1234',
    ]);
  });
});

describe('doubts about a comparison', () => {
  it('are none between like runs', () => {
    expect(comparisonDoubts([FIRST, SECOND])).to.deep.equal([]);
  });

  for (const [doubt, other] of [
    ['the seed differs between the runs', { ...SECOND, seed: 2 }],
    [
      'the scenario as it ran differs between the runs',
      { ...SECOND, scenario: { ...SECOND.scenario, settings: { lightMs: 6 } } },
    ],
    [
      'the machine differs between the runs',
      { ...SECOND, environment: { ...SECOND.environment, cpuCount: 4 } },
    ],
    [
      'the Node version differs between the runs',
      { ...SECOND, environment: { ...SECOND.environment, node: 'v22' } },
    ],
    ['run-2 was broken off', { ...SECOND, complete: false }],
    ['run-2 did not pass its own checks', { ...SECOND, passed: false }],
  ] as const) {
    it(`are: ${doubt}`, () => {
      expect(comparisonDoubts([FIRST, other])).to.deep.equal([doubt]);
    });
  }
});
