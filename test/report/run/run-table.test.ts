import { expect } from 'chai';
import { Figures } from '../../../src/comparison/figures.ts';
import { knowledgeTable, notOk, runTable } from '../../../src/report/run/run-table.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import { runOf, strategy, summary } from '../../results/tiny-run.ts';
import { cellsOf } from '../table/table-cells.ts';

const SLOW = strategy('random', [summary('light', 8), summary('heavy', 40), summary('short', null)]);
const FAST = strategy('pull-fifo', [summary('light', 8), summary('heavy', 20, { timedOut: 1, lost: 1 })]);

function tableOf(run: RunResult) {
  return runTable(run, new Figures(run));
}

describe('the table of a run', () => {
  it('holds what the result says, a row for each class of each strategy', () => {
    expect(cellsOf(tableOf(runOf(SLOW, FAST)))).to.deep.equal(
      [
        'strategy|requests|offered|ok|not ok|ok/s|mean|p50|p90|p95|p99 of all|max|jobs by worker',
        'random|light|300|300|0|30.0|4.00|2.00|7.20|8.00|12.0|16.0|',
        '|heavy|300|300|0|30.0|20.0|10.0|36.0|40.0|60.0|80.0|75/25 %',
        '|short|300|300|0|30.0|1.00|1.00|–|–|–|2.00|',
        'pull-fifo|light|300|300|0|30.0|4.00|2.00|7.20|8.00|12.0|16.0|',
        '|heavy|302|300|1 timed out, 1 lost|30.0|10.0|–|–|–|30.0|40.0|75/25 %',
      ].map((row) => row.split('|')),
    );
  });

  it('of a run that measured nothing has its head only', () => {
    expect(cellsOf(tableOf(runOf()))).to.have.length(1);
  });
});

describe('what was not ok', () => {
  it('is named by kind', () => {
    const { counts } = summary('heavy', 1, { failed: 1, timedOut: 2, cancelled: 3, rejected: 4, lost: 5 });
    expect(notOk(counts)).to.equal('1 failed, 2 timed out, 3 cancelled, 4 rejected, 5 lost');
    expect(notOk(summary('heavy', 1).counts)).to.equal('0');
  });
});

describe('the table of what strategies may know', () => {
  it('holds what each knew, its window and its cost', () => {
    const knowing = { ...FAST, uses: ['exact size', 'deadline'], window: null, vsIdeal: null };
    const inline = { ...SLOW, name: 'inline', window: null, decisionNs: null, primaryCpuMs: 40, workers: [] };
    expect(cellsOf(knowledgeTable(runOf(inline, SLOW, knowing)))).to.deep.equal(
      [
        'strategy|window|may know|÷ ideal|decision p50|primary CPU|requests by HTTP worker',
        'inline|–|nothing of the jobs|1.25|–|0.04 s|100 %',
        'random|2|nothing of the jobs|1.25|3.00 µs|1.50 s|100 %',
        'pull-fifo|no limit|exact size, deadline|–|3.00 µs|1.50 s|100 %',
      ].map((row) => row.split('|')),
    );
  });
});
