import { expect } from 'chai';
import { changeBetween } from '../../../src/comparison/between-runs.ts';
import { comparedRun } from '../../../src/comparison/compared-run.ts';
import type { Chart } from '../../../src/report/figures/chart.ts';
import { castOf } from '../../../src/report/model/cast.ts';
import { asPart, reportOfChange, shortened } from '../../../src/report/page/change-report.ts';
import { liveReport } from '../../../src/report/page/live-report.ts';
import { markdownPage } from '../../../src/report/page/markdown-page.ts';
import { reportPage } from '../../../src/report/page/report-page.ts';
import { plainSvg, standaloneSvg } from '../../../src/report/page/standalone.ts';
import { madeRun } from '../made-run.ts';

const NAMES = ['pull-fifo', 'round-robin', 'least-active', 'random', 'pull-stack', 'inline'];
const LARGE = madeRun({ names: NAMES, types: ['short', 'long'], blocks: 8, faulty: false });
const HOSTILE = madeRun({
  names: ['</script><script>1</script>', '<img src=x onerror=1>'],
  types: ['</svg><a>', '![x](y)<b>'],
  blocks: 2,
  faulty: true,
});

function reportOf({ run, requests }: typeof LARGE) {
  return liveReport(run, requests, castOf([run]));
}

function chartsOf(made: typeof LARGE): Chart[] {
  return reportOf(made).charts.filter((one) => one.kind === 'chart');
}

describe('a report', () => {
  it('of eight blocks of six strategies has every chart of an open load, in less than 1 MB', () => {
    const report = reportOf(LARGE);
    expect(report.charts.map(({ kind, id }) => `${id} ${kind}`)).to.deep.equal([
      'lanes chart',
      'forest chart',
      'spectrum chart',
      'slowdown chart',
      'timeline chart',
      'blocks chart',
    ]);
    expect(reportPage(report).length).to.be.lessThan(1_000_000);
  });

  it('of a hundred runs stays below 5 MB, and says what it leaves out', () => {
    const { run } = LARGE;
    const cast = castOf([run]);
    const none = { kind: 'none', why: 'They were not kept.' } as const;
    const parts = Array.from({ length: 100 }, () => asPart(liveReport(run, none, cast), 100));
    const change = changeBetween(comparedRun(run), comparedRun(run));
    const others = Array.from({ length: 99 }, (_, i) => ({
      run: { ...run, runId: `run-${i + 2}` },
      change,
      differences: [],
    }));
    const report = reportOfChange(run, others, cast, parts);
    const page = reportPage({ ...report, warnings: shortened(parts.length) });
    expect(page.length).to.be.lessThan(5_000_000);
    expect(page).to.contain('each is shown by its answer and its table alone');
  });

  it('says in the place of a chart why it cannot be drawn', () => {
    const none = { kind: 'none', why: 'They are gone.' } as const;
    const page = reportPage(liveReport(LARGE.run, none, castOf([LARGE.run])));
    expect(page).to.match(/<h3>Who ran what when<\/h3><p class="quiet">Not drawn\. They are gone\.<\/p>/);
  });

  it('has no tag of a foreign name, as a page, in Markdown and in a chart', () => {
    const tags = /<(?:img src=x|script>1|b>|a>)/;
    const report = reportOf(HOSTILE);
    expect(reportPage(report)).to.not.match(tags);
    expect(markdownPage(report, (id) => `${id}.svg`)).to.not.match(tags);
    for (const chart of chartsOf(HOSTILE)) {
      expect(standaloneSvg(chart, report.cast)).to.not.match(tags);
      expect(plainSvg(chart, report.cast)).to.not.match(tags);
    }
  });
});

describe('a chart as a file', () => {
  it('knows light and dark colours, or has none but colours', () => {
    const cast = castOf([LARGE.run]);
    for (const chart of chartsOf(LARGE)) {
      const svg = standaloneSvg(chart, cast);
      expect(svg).to.contain('prefers-color-scheme:dark').and.to.contain(chart.title);
      expect(plainSvg(chart, cast)).to.not.contain('var(');
    }
  });
});
