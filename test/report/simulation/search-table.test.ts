import { expect } from 'chai';
import { meanInterval } from '../../../src/measuring/statistics/mean-interval.ts';
import { searchReport } from '../../../src/report/simulation/search-table.ts';
import type { TableData } from '../../../src/report/table/table.ts';
import type { SearchResult, SimulationRun } from '../../../src/results/simulation-schema.ts';
import { TINY_RUN } from '../../results/tiny-run.ts';
import { cellsOf } from '../table/table-cells.ts';

function found(name: string, question: SearchResult['question'], ...on: (number | null)[]): SearchResult {
  const known = on.filter((value) => value !== null);
  const interval = known.length === on.length ? meanInterval(known, 0.95) : undefined;
  return {
    name,
    question,
    most: question === 'fewest workers' ? 30 : 1,
    perSecond: question === 'fewest workers' ? 30.04 : null,
    found: on,
    mean: interval?.mean ?? null,
    interval: interval === undefined ? null : [interval.low, interval.high],
  };
}

function reportOf(...searches: SearchResult[]): { rows: string[][]; answer: string } {
  const objective = { of: 'responseMs', quantile: 0.99, atMost: 1000 };
  const scenario = { name: 'x', timeScale: 1, settings: { objective } };
  const [answer, , table] = searchReport({ ...TINY_RUN, scenario, searches } as unknown as SimulationRun);
  return { rows: cellsOf(table as TableData).slice(1), answer: String(answer) };
}

describe('what a search for workers found', () => {
  it('is in whole numbers, fewest first, its intervals rounded outwards', () => {
    const { rows, answer } = reportOf(
      found('random', 'fewest workers', null, null, null),
      found('sometimes', 'fewest workers', 29, null, 30),
      found('least-active', 'fewest workers', 20, 20, 20),
      found('pull-fifo', 'fewest workers', 17, 16, 17),
    );
    expect(rows).to.deep.equal([
      ['pull-fifo', '17', '15 to 19', '17, 16, 17'],
      ['least-active', '20', '20 to 20', '20, 20, 20'],
      ['sometimes', 'more than 30 on 1 of 3 seeds', '–', '29, none, 30'],
      ['random', 'more than 30', '–', 'none, none, none'],
    ]);
    expect(answer).to.equal(
      'pull-fifo needs the fewest workers for p99 ≤ 1000 ms at 30 heavy requests a second; random needs more than 30.',
    );
  });
});

describe('what a search for the highest load found', () => {
  it('is the highest first', () => {
    const { rows, answer } = reportOf(
      found('random', 'highest load', 0.2, 0.3),
      found('pull-fifo', 'highest load', 0.9, 0.9),
      found('none', 'highest load', null, null),
    );
    expect(rows.map(([name, load]) => [name, load])).to.deep.equal([
      ['pull-fifo', '0.90'],
      ['random', '0.25'],
      ['none', 'none found'],
    ]);
    expect(answer).to.equal(
      'pull-fifo sustains the highest load for p99 ≤ 1000 ms; none was found for none.',
    );
  });

  it('names those that cannot be told apart, and how far the last is behind', () => {
    const { answer } = reportOf(
      found('random', 'highest load', 0.25, 0.25),
      found('pull-fifo', 'highest load', 0.9, 0.91),
      found('least-active', 'highest load', 0.89, 0.9),
    );
    expect(answer).to.equal(
      'pull-fifo and least-active sustain the highest load for p99 ≤ 1000 ms; it is 3.6 times as high as with random.',
    );
    expect(
      reportOf(found('a', 'highest load', 0.9, 0.91), found('b', 'highest load', 0.89, 0.9)).answer,
    ).to.equal('a and b sustain the highest load for p99 ≤ 1000 ms: they cannot be told apart.');
  });
});
