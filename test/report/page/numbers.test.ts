import { expect } from 'chai';
import { judgedAnew } from '../../../src/bench/live/analysis.ts';
import { Figures } from '../../../src/comparison/figures.ts';
import { likeForLikeOfPairs } from '../../../src/comparison/like-for-like.ts';
import { sum } from '../../../src/measuring/statistics/sum.ts';
import { castOf } from '../../../src/report/model/cast.ts';
import { reportOfAdvice } from '../../../src/report/page/advice-page.ts';
import { liveReport } from '../../../src/report/page/live-report.ts';
import type { Report } from '../../../src/report/page/report.ts';
import { change, digits, goodShare, probability } from '../../../src/report/table/numbers.ts';
import { type Part, textOf } from '../../../src/report/table/table.ts';
import type { AdviceRun } from '../../../src/results/advice-schema.ts';
import { isType } from '../../../src/results/class-names.ts';
import { METRICS } from '../../../src/results/comparison-schema.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import { readRun } from '../../../src/results/store.ts';
import { trialsOf } from '../../../src/results/trial-identity.ts';

const NONE = { kind: 'none', why: 'They were not kept.' } as const;

/** Every number of a file, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return (value.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

/** What follows from them by the functions that the terminal's tables use too. */
function derivedFrom(run: RunResult): number[] {
  const classes = [...new Set(run.strategies.flatMap((one) => one.classes.map(({ name }) => name)))];
  const offered = run.strategies.flatMap((one) =>
    one.classes.filter(({ name }) => !isType(name)).map(({ counts }) => counts.offered),
  );
  return [sum(offered), ...likeForLikeTimes(run, classes), ...predictions(run, classes)];
}

/** And their ratios, and the times of the baseline's second run. */
function likeForLikeTimes(run: RunResult, classes: readonly string[]): number[] {
  const figures = new Figures(run);
  const baseline = { name: run.design.baseline, connections: null };
  const twins = run.comparisons.flatMap(({ twin, class: name, metric, ratio }) => {
    const { ms } = figures.of(baseline, name, metric);
    return !twin || ms === null || ratio === null ? [] : [ms * ratio.estimate];
  });
  const times = classes.flatMap((name) =>
    METRICS.flatMap((metric) => {
      const times = run.strategies.flatMap((one) => figures.of(one, name, metric).ms ?? []);
      return [...times, ...times.flatMap((a) => times.map((b) => a / b))];
    }),
  );
  return [...twins, ...times];
}

/** Simulated times like for like, and how much longer the measured ones are. */
function predictions(run: RunResult, classes: readonly string[]): number[] {
  return run.strategies.flatMap((strategy) =>
    classes.flatMap((name) => {
      const own = trialsOf(run.trials, strategy).flatMap((trial) =>
        trial.classes.filter((one) => one.name === name),
      );
      const means = own.map((one) => [one.meanMs, one.predictedMs?.mean] as const);
      const p95s = own.map((one) => [one.rankedMs.p95, one.predictedMs?.p95] as const);
      return [means, p95s].flatMap((pairs) => {
        const both = pairs.filter((pair): pair is [number, number] => pair[0] != null && !!pair[1]);
        if (both.length === 0) return [];
        const { first, second, ratio } = likeForLikeOfPairs(both);
        return [first, second, 1 / ratio];
      });
    }),
  );
}

/** Rates, ratios and lengths of time of advice. */
function adviceDerivedFrom({ log, routes, peak, rows, heavyRequests }: AdviceRun): number[] {
  const rates = peak === null ? [] : rows.map(({ holdsUntil }) => holdsUntil * peak.perSecond);
  const ratios = routes.flatMap(({ serviceMs, responseMs }) =>
    serviceMs === null || responseMs === null ? [] : [responseMs.mean / serviceMs.mean],
  );
  return [...rates, ...ratios, (log.lastMs - log.firstMs) / 3_600_000, heavyRequests];
}

/** The ways in which a report writes a number. */
function writings(value: number): string[] {
  return [
    String(value),
    ...[0, 1, 2, 3].map((places) => value.toFixed(places)),
    digits(value),
    change(value),
    probability(value),
    goodShare(value).replace(' %', ''),
    (value * 100).toFixed(0),
    (value * 100).toFixed(3),
    digits(value * 100),
    (value * 100 - 100).toFixed(0),
    digits(value / 1000),
    (value / 2 ** 30).toFixed(1),
  ];
}

/** Names of percentiles and levels, and moments, which are no results. */
const NAMES =
  /\bp99\.9\b|\bp\d\d\b|95 %|99 %|[±\w-]+\.json|[\w-]*\d{8}T\d{6}Z[\w-]*|--\S+|±\d+ %|\d\d:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d/g;
/** Of 1,224,268. */
const THOUSANDS = /(?<=\d),(?=\d{3})/g;

function numbersShown(report: Report): string[] {
  const charts = report.charts.flatMap((one) =>
    one.kind === 'chart' ? [one.title, one.summary, one.table ?? ''] : [],
  );
  const parts: Part[] = [...report.answer, ...report.table, ...charts, ...report.warnings, ...report.details];
  return parts.flatMap((part) => {
    const texts = typeof part === 'string' ? [part] : part.rows.flatMap((row) => row.map(textOf));
    return texts.flatMap(
      (text) =>
        text
          .replace(NAMES, ' ')
          .replace(THOUSANDS, '')
          .match(/[−+]?\d+(?:\.\d+)?/g) ?? [],
    );
  });
}

/** Everything that is shown stands in the run, or follows from it. */
function expectKnown(report: Report, numbers: readonly number[], atLeast: number): void {
  const known = new Set(numbers.flatMap(writings));
  const shown = numbersShown(report);
  expect(shown.length).to.be.greaterThan(atLeast);
  expect(
    [...new Set(shown)].filter((text) => !known.has(text) && !known.has(text.replace(/^[−+]/, ''))),
  ).to.deep.equal([]);
}

describe('the numbers of a report', () => {
  for (const name of ['mixed-blocks', 'quick'])
    it(`of ${name} are all those of its analysis`, async () => {
      const kept = await readRun(`results/published/${name}`);
      if (kept.engine !== 'live') throw new Error('a live run is expected');
      const run = judgedAnew(kept);
      const report = liveReport(run, NONE, castOf([run]));
      expectKnown(report, [...numbersIn(run), ...derivedFrom(run)], 200);
    });

  it('of advice are all those of its analysis', async () => {
    const run = await readRun('results/published/advice');
    if (run.engine !== 'advice') throw new Error('advice is expected');
    expectKnown(reportOfAdvice(run, castOf([run])), [...numbersIn(run), ...adviceDerivedFrom(run)], 100);
  });
});
