import { expect } from 'chai';
import { judgeChange } from '../../src/comparison/change-gates.ts';
import { comparedRun } from '../../src/comparison/compared-run.ts';
import { parseChangeGate } from '../../src/comparison/gate.ts';
import type { RunResult } from '../../src/results/schema.ts';
import { blocksOf, classAt, runWith, scaled, trialOf } from './trials.ts';

const BEFORE = runWith(blocksOf({ base: 1, rival: 0.5, other: 2 }, 8, 0.03, 1));
const slower = (factor: number) =>
  runWith(BEFORE.trials.map((one) => (one.strategy === 'rival' ? scaled(one, factor) : one)));
const judged = (text: string, before: RunResult, after: RunResult) =>
  judgeChange(parseChangeGate(text), comparedRun(before), comparedRun(after));
const missed = (text: string, before: RunResult, after: RunResult) =>
  judged(text, before, after)
    .filter(({ outcome }) => outcome === 'missed')
    .map((one) => `${one.strategy} ${one.class} ${one.low.toFixed(3)}`);

describe('a limit for a change from one run to another', () => {
  it('is crossed where the interval leaves it below', () => {
    expect(missed('p95 > +10%', BEFORE, slower(1.3))).to.deep.equal(['rival short 1.300']);
    expect(missed('short p95 > +10%', BEFORE, slower(1.3))).to.have.lengthOf(1);
    expect(judged('p95 > +10%', BEFORE, slower(1.09)).map(({ outcome }) => outcome)).to.deep.equal([
      'kept',
      'kept',
      'kept',
    ]);
  });

  it('may be for any figure that every block can tell, not only for the one that is judged', () => {
    const at = (p99: number) =>
      runWith(
        Array.from({ length: 8 }, (_, block) => {
          const light = classAt('light', 5, 1000);
          const rankedMs = { ...light.rankedMs, p99: p99 + block / 100 };
          return trialOf(block, 'base', [{ ...light, rankedMs, meanMs: p99 / 5 }]);
        }),
      );
    for (const measure of ['p99', 'mean']) {
      expect(missed(`light ${measure} > +5%`, at(10), at(11)), measure).to.have.lengthOf(1);
      expect(missed(`light ${measure} > +15%`, at(10), at(11)), measure).to.deep.equal([]);
    }
    expect(missed('light p90 > +5%', at(10), at(11))).to.deep.equal([]);
  });

  it('is crossed by a percentile that falls on requests without a good answer now', () => {
    const failing = runWith(
      BEFORE.trials.map((one) => ({
        ...one,
        classes: one.classes.map((own) => ({ ...own, rankedMs: { ...own.rankedMs, p95: null } })),
      })),
    );
    expect(judged('p95 > +10%', BEFORE, failing).map(({ outcome }) => outcome)).to.deep.equal([
      'missed',
      'missed',
      'missed',
    ]);
  });

  it('is refused where nothing could be certain: no such class, too few requests or blocks, with what would do', () => {
    expect(() => judged('long p95 > +10%', BEFORE, BEFORE)).to.throw(
      /the runs have no long; they have short$/,
    );
    expect(() => judged('p99 > +10%', BEFORE, BEFORE)).to.throw(
      /p99 needs 1000 requests in every block, but a block has only 400$/,
    );
    const few = runWith(BEFORE.trials.filter(({ block }) => block < 5));
    expect(() => judged('p95 > +10%', few, few)).to.throw(
      /with 3 rows, no test can reach significance in fewer than 6 blocks, and one of the runs has 5$/,
    );
  });
});
