import { expect } from 'chai';
import fc from 'fast-check';
import { changeBetween } from '../../src/comparison/between-runs.ts';
import { comparedRun } from '../../src/comparison/compared-run.ts';
import { doubts, refusals } from '../../src/comparison/refusals.ts';
import type { RunResult } from '../../src/results/schema.ts';
import { blocksOf, runWith, scaled } from './trials.ts';

const between = (before: RunResult, after: RunResult) =>
  changeBetween(comparedRun(before), comparedRun(after));

const FACTORS = { base: 1, rival: 0.5, other: 2 };

describe('two runs', () => {
  const run = runWith(blocksOf(FACTORS, 8, 0.05, 1));

  it('that are one and the same show no change anywhere', () => {
    const change = between(run, run);
    expect(change.paired).to.equal(true);
    for (const row of [...change.drift, ...change.rows]) {
      expect(row).to.deep.include({ ratio: { estimate: 1, low: 1, high: 1 }, p: 1, verdict: 'same' });
    }
    expect(change.rows.map(({ strategy }) => strategy)).to.deep.equal(['base', 'rival', 'other']);
  });

  it('of the same code are hardly ever called different', () => {
    let called = 0;
    for (let seed = 0; seed < 300; seed++) {
      const after = runWith(blocksOf(FACTORS, 8, 0.05, 1000 + seed), { seed: 2 });
      const rows = between(run, after).rows;
      if (rows.some(({ verdict }) => verdict === 'better' || verdict === 'worse')) called++;
    }
    expect(called / 300).to.be.at.most(0.07);
  });

  it('show a strategy that became 20 % slower', () => {
    const slower = run.trials.map((one) => (one.strategy === 'rival' ? scaled(one, 1.2) : one));
    const { rows } = between(run, runWith(slower));
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal(['same', 'worse', 'same']);
    expect(rows[1]?.ratio?.estimate).to.be.closeTo(1.2, 1e-9);
  });

  it('on a machine that became slower are held against their own baselines', () => {
    const slower = run.trials.map((one) => scaled(one, 1.4));
    const change = between(run, runWith(slower));
    expect(change.relativeBecause).to.match(/baseline itself changed \(short\)/);
    expect(change.drift[0]?.ratio?.estimate).to.be.closeTo(1.4, 1e-9);
    expect(change.rows.map(({ strategy, verdict }) => [strategy, verdict])).to.deep.equal([
      ['rival', 'same'],
      ['other', 'same'],
    ]);
  });

  it('from different machines are held against their own baselines', () => {
    const elsewhere = { ...run, environment: { ...run.environment, cpuCount: 64 } };
    expect(between(run, elsewhere).relativeBecause).to.match(/different machines/);
  });

  it('give no verdict on fewer than six blocks', () => {
    const few = runWith(run.trials.filter(({ block }) => block < 3));
    for (const { verdict, blocksNeeded } of between(few, few).rows) {
      expect(verdict).to.equal(null);
      expect(blocksNeeded).to.be.at.least(6);
    }
  });

  it('name the strategies that only one of them has', () => {
    const change = between(run, runWith(blocksOf({ base: 1, rival: 1, third: 1 }, 8, 0.05, 1)));
    expect(change).to.deep.include({ onlyBefore: ['other'], onlyAfter: ['third'] });
  });

  it('changed places give the inverse ratio', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, paired) => {
        const after = runWith(blocksOf(FACTORS, 8, 0.05, seed), { seed: paired ? 1 : 2 });
        const forth = between(run, after).rows;
        const back = between(after, run).rows;
        for (const [i, { ratio }] of forth.entries())
          expect(ratio!.estimate * back[i]!.ratio!.estimate).to.be.closeTo(1, 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('of different experiments are refused, with all that differs', () => {
    const other = { ...run.scenario, timeScale: 2, loadModel: 'closed' as const };
    expect(refusals(run, run)).to.deep.equal([]);
    expect(refusals(run, { ...run, scenario: other })).to.have.lengthOf(2);
    expect(refusals(run, { ...run, scenario: { ...run.scenario, name: 'x' } })[0]).to.include(
      'nothing to compare',
    );
    const edited = { ...run.scenario, settings: { lightMs: 6, extra: 1 } };
    expect(refusals(run, { ...run, scenario: edited })[0]).to.match(/differ in lightMs, extra$/);
    expect(refusals(run, runWith([]))[0]).to.include('no complete block');
  });

  it('at the same share of different capacities are compared, with a word of care', () => {
    const at = (capacityPerSecond: number): RunResult => {
      const load = { model: 'open', heavy: { utilisation: 0.6, capacityPerSecond } };
      return { ...run, scenario: { ...run.scenario, settings: { load } } };
    };
    expect(refusals(at(80), at(60))).to.deep.equal([]);
    expect(doubts(at(80), at(60))).to.have.lengthOf(1);
    expect(doubts(at(80), at(80))).to.deep.equal([]);
  });
});
