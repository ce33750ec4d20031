import { expect } from 'chai';
import { liveLengthLines, objectiveLines, proofParts } from '../../../src/report/advice/proof-report.ts';
import type { Route } from '../../../src/results/advice-schema.ts';
import type { TrialRecord } from '../../../src/results/trial-schema.ts';
import { classAt, runWith, trialOf } from '../../comparison/trials.ts';
import { strategy, summary } from '../../results/tiny-run.ts';

/** The mean was 100 ms and p95 200 ms. */
function run(changes: Partial<TrialRecord>, predictedMs: { mean: number; p95: number } | null) {
  const heavy = { ...classAt('heavy', 200), meanMs: 100, predictedMs };
  const strategies = [strategy('base', [summary('heavy', 5), summary('report', 5)])];
  return runWith([{ ...trialOf(0, 'base', [heavy]), ...changes }], { strategies });
}

const lastOf = (parts: readonly unknown[]) => String(parts.at(-1));

describe('the proof of advice', () => {
  it('holds if every mean and p95 is within 15 % of the simulated one', () => {
    expect(lastOf(proofParts(run({}, { mean: 95, p95: 180 })))).to.match(
      /^The prediction held: .* the p95 of heavy with base is farthest, \+11 %\.$/,
    );
    expect(lastOf(proofParts(run({}, { mean: 80, p95: 190 })))).to.match(
      /^The prediction did not hold: the mean of heavy with base is \+25 % off/,
    );
  });

  it('is about the jobs of an app, where its requests cannot be simulated', () => {
    const counts = { ok: 9, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
    const none = { count: 0, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null };
    const times = { waitMs: none, serviceMs: none, turnaroundMs: { mean: 100, p95: 200 } };
    const job = { name: 'render', counts, ...times, predictedMs: { mean: 104, p95: 150 } };
    expect(lastOf(proofParts(run({ jobs: [job] }, null)))).to.match(
      /^The prediction did not hold: the p95 of job render with base is \+33 % off/,
    );
    expect(proofParts(run({}, null))).to.deep.equal(['The simulator has no prediction for this run.']);
  });

  it('says how long jobs took beside the log, and whether the objective was kept', () => {
    const route = { name: 'report', serviceMs: { count: 9, mean: 60, p50: 50, p95: 90 } } as Route;
    const live = run({}, null).strategies[0]?.classes[1];
    expect(liveLengthLines(run({}, null), [route])).to.deep.equal([
      `Mean service times: report ${live?.serviceMs.mean?.toFixed(2)} ms here, 60.0 ms in the log.`,
    ]);
    const goal = { text: '', type: 'report', quantile: 0.95, implied: false };
    const p95 = live?.responseMs.p95 ?? 0;
    const said = (atMostMs: number) => objectiveLines(run({}, null), [{ ...goal, atMostMs }], 'base')[0];
    expect(said(p95 + 1)).to.match(/^Live, with base: p95 report .* ms, within /);
    expect(said(p95 - 1)).to.include(', above ');
  });
});
