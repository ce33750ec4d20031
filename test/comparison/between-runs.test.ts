import { expect } from 'chai';
import fc from 'fast-check';
import { changeBetween } from '../../src/comparison/between-runs.ts';
import { changesBeyond, parseGate, resultsBeyond } from '../../src/comparison/gate.ts';
import { doubts, refusals } from '../../src/comparison/refusals.ts';
import type { RunResult } from '../../src/results/schema.ts';
import { blocksOf, runWith, trial } from './trials.ts';

const FACTORS = { base: 1, rival: 0.5, other: 2 };

describe('two runs', () => {
  const run = runWith(blocksOf(FACTORS, 8, 0.05, 1));

  it('that are one and the same show no change anywhere', () => {
    const change = changeBetween(run, run);
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
      const rows = changeBetween(run, after).rows;
      if (rows.some(({ verdict }) => verdict === 'better' || verdict === 'worse')) called++;
    }
    expect(called / 300).to.be.at.most(0.07);
  });

  it('show a strategy that became 20 % slower', () => {
    const slower = run.trials.map((one) => (one.strategy === 'rival' ? scaled(one, 1.2) : one));
    const { rows } = changeBetween(run, runWith(slower));
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal(['same', 'worse', 'same']);
    expect(rows[1]?.ratio?.estimate).to.be.closeTo(1.2, 1e-9);
  });

  it('on a machine that became slower are held against their own baselines', () => {
    const slower = run.trials.map((one) => scaled(one, 1.4));
    const change = changeBetween(run, runWith(slower));
    expect(change.relativeBecause).to.match(/baseline itself changed \(short\)/);
    expect(change.drift[0]?.ratio?.estimate).to.be.closeTo(1.4, 1e-9);
    expect(change.rows.map(({ strategy, verdict }) => [strategy, verdict])).to.deep.equal([
      ['rival', 'same'],
      ['other', 'same'],
    ]);
  });

  it('from different machines are held against their own baselines', () => {
    const elsewhere = { ...run, environment: { ...run.environment, cpuCount: 64 } };
    expect(changeBetween(run, elsewhere).relativeBecause).to.match(/different machines/);
  });

  it('give no verdict on fewer than six blocks', () => {
    const few = runWith(run.trials.filter(({ block }) => block < 3));
    for (const { verdict, blocksNeeded } of changeBetween(few, few).rows) {
      expect(verdict).to.equal(null);
      expect(blocksNeeded).to.be.at.least(6);
    }
  });

  it('name the strategies that only one of them has', () => {
    const change = changeBetween(run, runWith(blocksOf({ base: 1, rival: 1, third: 1 }, 8, 0.05, 1)));
    expect(change).to.deep.include({ onlyBefore: ['other'], onlyAfter: ['third'] });
  });

  it('changed places give the inverse ratio', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, paired) => {
        const after = runWith(blocksOf(FACTORS, 8, 0.05, seed), { seed: paired ? 1 : 2 });
        const forth = changeBetween(run, after).rows;
        const back = changeBetween(after, run).rows;
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

describe('a gate', () => {
  const before = runWith(blocksOf(FACTORS, 8, 0.03, 1));
  const after = (factor: number) =>
    runWith(before.trials.map((one) => (one.strategy === 'rival' ? scaled(one, factor) : one)));
  const breaches = (text: string, factor: number) => {
    const gate = parseGate(text);
    if (gate.kind !== 'change') return expect.fail('no change');
    return changesBeyond(gate, changeBetween(before, after(factor)).rows);
  };

  it('on a change closes where the interval leaves the limit below it', () => {
    expect(breaches('p95 > +10%', 1.3)).to.deep.equal(['p95 > +10%: rival, short: at least 30.0 % more']);
    expect(breaches('short p95 > +10%', 1.3)).to.have.lengthOf(1);
    expect(breaches('p95 > +10%', 1.09)).to.deep.equal([]);
    expect(() => breaches('long p95 > +10%', 2)).to.throw(/finds nothing to judge; there are: short p95/);
  });

  it('is refused where the blocks are too few to be certain of anything', () => {
    const few = runWith(before.trials.filter(({ block }) => block < 5));
    const gate = parseGate('p95 > +10%');
    if (gate.kind !== 'change') return expect.fail('no change');
    expect(() => changesBeyond(gate, changeBetween(few, few).rows)).to.throw(
      /needs 6 blocks at least.* finds 5/,
    );
  });

  it('on a result closes where all blocks lie beyond the limit', () => {
    const beyond = (text: string) => {
      const gate = parseGate(text);
      return gate.kind === 'change' ? expect.fail('a change') : resultsBeyond(gate, before);
    };
    expect(beyond('short p95 > 1ms')).to.have.lengthOf(3);
    expect(beyond('p95 > 100000 ms')).to.deep.equal([]);
    expect(beyond('attainment < 99%')).to.deep.equal([]);
    expect(() => beyond('light p95 > 1ms')).to.throw(/there are: short/);
    const failing = runWith(
      Array.from({ length: 8 }, (_, block) => ({
        ...trial(block, 'base', 5),
        classes: [{ ...trial(0, 'x', 5).classes[0]!, attained: 200 }],
      })),
    );
    const gate = parseGate('attainment < 99%');
    expect(gate.kind === 'attainment' && resultsBeyond(gate, failing)).to.have.lengthOf(1);
  });

  it('that cannot be read is a mistake with an example', () => {
    for (const text of [
      '',
      'p95',
      'p95 > 10%',
      'p95 < 5ms',
      'attainment > 9%',
      'p95 > +5ms',
      'p42 > +5%',
      'p95 > -5%',
    ])
      expect(() => parseGate(text), text).to.throw(/right would be 'p95 > \+10%'/);
  });
});

function scaled(one: ReturnType<typeof trial>, factor: number): ReturnType<typeof trial> {
  const classes = one.classes.map((own) => ({
    ...own,
    rankedMs: { ...own.rankedMs, p95: own.rankedMs.p95! * factor },
  }));
  return { ...one, classes };
}
