import { expect } from 'chai';
import { changeBetween } from '../../src/comparison/between-runs.ts';
import { comparedRun } from '../../src/comparison/compared-run.ts';
import { differences } from '../../src/comparison/differences.ts';
import { doubts, refusals } from '../../src/comparison/refusals.ts';
import type { BenchRun, SimulatedResult } from '../../src/results/simulation-schema.ts';
import type { TrialRecord } from '../../src/results/trial-schema.ts';
import { simulated } from '../results/tiny-simulation.ts';
import { blocksOf, runWith } from './trials.ts';

describe('two simulated runs', () => {
  it('are compared replication by replication, load by load', () => {
    const { paired, rows, relativeBecause } = changeBetween(
      comparedRun(simulated(1)),
      comparedRun(simulated(1.2)),
    );
    expect([paired, relativeBecause]).to.deep.equal([true, null]);
    expect(rows.map(({ level, verdict }) => [level.load, verdict])).to.deep.equal([
      [0.5, 'worse'],
      [0.9, 'worse'],
    ]);
    for (const { ratio } of rows) expect(ratio?.estimate).to.be.closeTo(1.2, 1e-9);
  });

  it('of the same code are the same', () => {
    const { rows } = changeBetween(comparedRun(simulated(1)), comparedRun(simulated(1)));
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal(['same', 'same']);
  });

  it('are refused in one sentence: beside a live one, a search, or one without its replications', () => {
    const run = simulated(1);
    const live = runWith(blocksOf({ base: 1 }, 8, 0.1, 1), { runId: 'live-1' });
    expect(refusals(run, { ...run })).to.deep.equal([]);
    expect(doubts(run, run)).to.deep.equal([]);
    expect(refusals(live, run)).to.deep.equal([
      'live-1 ran in the real cluster, run-1 ran in the simulator: their times cannot be compared',
    ]);
    const old = { ...run, strategies: run.strategies.map(({ bySeed: _, ...one }) => one) };
    expect(refusals(run, old)).to.have.lengthOf(1);
    const search = { name: 'a', question: 'highest load', found: [0.5], mean: 0.5, interval: null } as const;
    expect(
      refusals(run, { ...run, strategies: [], searches: [{ ...search, found: [0.5] }] }),
    ).to.have.lengthOf(1);
  });
});

describe('what two runs differ in', () => {
  const run = runWith(blocksOf({ base: 1, rival: 2 }, 8, 0.1, 1), { codeDigest: 'aaaa' });
  const told = (other: BenchRun) =>
    differences(run, other).map(({ what, before, after }) => `${what}: ${before}, ${after}`);

  it('is nothing where they were made alike', () => {
    expect(told({ ...run, runId: 'run-2', startedAt: '2026-01-02T12:00:00.000Z' })).to.deep.equal([]);
  });

  it('are options, scenario, code, machine, Node, seed and blocks', () => {
    const other = runWith(blocksOf({ base: 1, rival: 2 }, 6, 0.1, 1), {
      seed: 2,
      command: 'bench --seed=2',
      codeDigest: 'bbbb',
      environment: { ...run.environment, node: 'v22.0.0', cpuCount: 64, kernel: '6', commit: 'def5678' },
      scenario: {
        ...run.scenario,
        settings: { load: { heavy: { utilisation: 0.5, capacityPerSecond: 80 } } },
      },
      design: { ...run.design, margin: 0.1 },
    });
    expect(told(other)).to.deep.equal([
      'seed: 1, 2',
      'blocks: 8, 6',
      'command: bench, bench --seed=2',
      'margin: 0.05, 0.1',
      'commit: abc1234, def5678',
      'digest of the code: aaaa, bbbb',
      'cores: 2, 64',
      'Node: v20.0.0, v22.0.0',
    ]);
  });

  it('is a window whose default was changed, which no command shows', () => {
    const [at5, at9] = simulated(1).strategies as [SimulatedResult, SimulatedResult];
    const other = simulated(1, {
      strategies: [
        { ...at5, window: null },
        { ...at9, window: null },
      ],
    });
    expect(differences(simulated(1), other)).to.deep.equal([
      { what: 'window of a', before: '1', after: 'no limit' },
    ]);
  });
});

describe('comparing runs of many strategies', () => {
  /** How often the fields of trials are looked at. */
  function looks(strategies: number): number {
    let count = 0;
    const watched = (one: TrialRecord) =>
      new Proxy(one, {
        get(target, field, receiver) {
          count++;
          return Reflect.get(target, field, receiver);
        },
      });
    const factors = Object.fromEntries(Array.from({ length: strategies }, (_, i) => [`s${i}`, 1 + (i % 3)]));
    const run = runWith(blocksOf(factors, 2, 0.1, 1).map(watched));
    changeBetween(comparedRun(run), comparedRun(run));
    return count;
  }

  it('takes work in proportion to them', () => {
    expect(looks(400) / looks(100)).to.be.at.most(4.2);
  });
});
