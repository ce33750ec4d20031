import { expect } from 'chai';
import { askedGoals, goalsFor, suggestedGoals, withImplied } from '../../../src/bench/advice/goal.ts';
import { workerCounts } from '../../../src/bench/advice/worker-counts.ts';
import { UsageError } from '../../../src/core/usage-error.ts';

const goalsIn = (texts: readonly string[], types: readonly string[]) => goalsFor(askedGoals(texts), types);

describe('an objective', () => {
  it('names a route, a figure and a time, or holds for every heavy route', () => {
    expect(goalsIn(['report p95 < 300ms', 'export mean<=2 s'], ['report', 'export'])).to.deep.equal([
      { text: 'report p95 < 300ms', type: 'report', quantile: 0.95, atMostMs: 300, implied: false },
      { text: 'export mean<=2 s', type: 'export', quantile: null, atMostMs: 2000, implied: false },
    ]);
    expect(goalsIn(['p99.9 < 1s'], ['a', 'b']).map(({ type, quantile }) => [type, quantile])).to.deep.equal([
      ['a', 0.9990000000000001],
      ['b', 0.9990000000000001],
    ]);
  });

  it('that means nothing is refused, all of them at once, and before a log is read', () => {
    expect(() => askedGoals(['p95', 'report p95 < 1'])).to.throw(
      UsageError,
      /^--objective takes a route, a figure and a time, such as 'report p95 < 300ms', but is "p95"\n--objective takes .*"report p95 < 1"$/s,
    );
    expect(() => goalsIn(['nobody p95 < 1s, p50 < 1s'], ['report'])).to.throw(
      UsageError,
      /^--objective: there is no heavy route "nobody"; there are report$/,
    );
  });

  it('of the user spares types that it leaves out: they may be twice as slow as in the log', () => {
    const goals = goalsIn(['report p95 < 300ms'], ['report', 'export']);
    const types = [
      { name: 'report', responseMs: { p95: 700 } },
      { name: 'export', responseMs: { p95: 2000 } },
    ];
    expect(withImplied(goals, types).map(({ text, implied }) => [text, implied])).to.deep.equal([
      ['report p95 < 300ms', false],
      ['export p95 < 4000ms', true],
    ]);
    expect(suggestedGoals([{ name: 'report', p95: 139 }])).to.deep.equal(['report p95 < 300ms']);
  });
});

describe('the numbers of workers worth a look', () => {
  it('begin at the work and end three roots above it, the present number among them', () => {
    expect(workerCounts(3.2, [4])).to.deep.equal([3, 4, 5, 6, 7, 8, 9]);
    expect(workerCounts(0.1, [])).to.deep.equal([1, 2, 3]);
    const many = workerCounts(100, [64]);
    expect(many).to.have.length.at.most(8);
    expect(many).to.include.members([64, 90]);
    expect(many.at(-1)).to.be.within(120, 130);
  });
});
