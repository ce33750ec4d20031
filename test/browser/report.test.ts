import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { judgedAnew } from '../../src/bench/live/analysis.ts';
import { castOf } from '../../src/report/model/cast.ts';
import { reportOfAdvice } from '../../src/report/page/advice-page.ts';
import { liveReport } from '../../src/report/page/live-report.ts';
import type { Report } from '../../src/report/page/report.ts';
import { reportPage } from '../../src/report/page/report-page.ts';
import { readRun } from '../../src/results/store.ts';
import { type Made, madeRun } from '../report/made-run.ts';
import { barriersOf } from './axe.ts';
import { describeInBrowser, type Looks, USUAL_LOOKS } from './browser.ts';

const HOSTILE = [
  `</script><script>document.title='ran'</script>`,
  `<img src=x onerror="document.title='ran'">`,
  `\u202eright to left\u202c \u001b[31mred`,
  'x'.repeat(200),
] as const;

function reportOf(made: Made): Report {
  const { run, requests } = madeRun(made);
  return liveReport(run, requests, castOf([run]));
}

async function publishedReport(): Promise<Report> {
  const run = await readRun('results/published/mixed-blocks');
  if (run.engine !== 'live') throw new Error('a live run is expected');
  const none = { kind: 'none', why: 'They were not kept.' } as const;
  return liveReport(judgedAnew(run), none, castOf([run]));
}

async function adviceReport(): Promise<Report> {
  const run = await readRun('results/published/advice');
  if (run.engine !== 'advice') throw new Error('advice is expected');
  return reportOfAdvice(run, castOf([run]));
}

/** Six blocks are the fewest that have intervals. */
const faulty = reportOf({
  names: ['pull-fifo', 'round-robin'],
  types: ['short', 'long'],
  blocks: 6,
  faulty: true,
});

describeInBrowser('the page of a report', (open) => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-'));
  });

  after(() => rm(folder, { recursive: true }));

  /** Drawn once each. */
  const pages = new Map<Report, string>();

  async function shown(report: Report, looks: Looks = USUAL_LOOKS) {
    const file = join(folder, 'report.html');
    const text = pages.get(report) ?? reportPage(report);
    pages.set(report, text);
    await writeFile(file, text);
    return open(pathToFileURL(file).href, looks);
  }

  for (const [name, charts, made] of [
    ['a published run', ['blocks', 'forest'], publishedReport],
    ['a run with faults', ['blocks', 'forest'], async () => faulty],
    ['advice from a log', ['workers'], adviceReport],
  ] as const)
    it(`of ${name} opens without a message, and every chart can be seen`, async () => {
      const report = await made();
      const { page, messages } = await shown(report);
      const drawn = report.charts.filter(({ kind }) => kind === 'chart').map(({ id }) => id);
      expect(drawn).to.include.members(charts);
      for (const id of drawn) {
        const marks = page.locator(`#${id} .wide svg.chart`).locator('circle, path, rect, line, use');
        expect(await marks.count(), id).to.be.greaterThan(4);
        const box = await page.locator(`#${id} .wide svg.chart`).first().boundingBox();
        expect(box?.height, id).to.be.greaterThan(40);
      }
      expect(messages).to.deep.equal([]);
    });

  it('has no barriers', async () => {
    const { page } = await shown(faulty);
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    expect(await barriersOf(page)).to.deep.equal([]);
  });

  it('fits a phone, where other drawings take the place of the wide ones', async () => {
    const { page } = await shown(faulty, { ...USUAL_LOOKS, width: 400 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(400);
    expect(await page.locator('.wide svg').first().isVisible()).to.equal(false);
    expect(await page.locator('.narrow svg').first().isVisible()).to.equal(true);
  });

  it('can be read without scripts', async () => {
    const { page } = await shown(faulty, { ...USUAL_LOOKS, scripts: false });
    expect(await page.locator('figure svg.chart').first().isVisible()).to.equal(true);
    await page.locator('#blocks summary').click();
    expect(await page.locator('#blocks table').isVisible()).to.equal(true);
  });

  it('shows names of others as text', async () => {
    const [first, second, third, fourth] = HOSTILE;
    const { page, messages } = await shown(
      reportOf({ names: [first, third], types: [second, fourth], blocks: 2, faulty: false }),
    );
    expect(await page.title()).to.not.equal('ran');
    expect(await page.locator('img').count()).to.equal(0);
    const text = (await page.textContent('body')) ?? '';
    for (const name of [first, second, fourth]) expect(text).to.contain(name);
    expect(text).to.contain('\\u202eright to left\\u202c \\u001b[31mred');
    expect(messages).to.deep.equal([]);
  });

  it('sorts its tables, and shows one strategy alone, by keyboard', async () => {
    const { page } = await shown(faulty);
    const table = page.locator('main section table').first();
    const names = () => table.locator('tbody th').allTextContents();
    const before = await names();
    await table.locator('thead tr:last-child button').first().focus();
    await page.keyboard.press('Enter');
    expect(await names()).to.deep.equal(before.toSorted());
    await page.keyboard.press('Enter');
    expect(await names()).to.deep.equal(before.toSorted().reverse());

    await page.locator('#spectrum .legend button').first().focus();
    await page.keyboard.press('Space');
    expect(await page.locator('#spectrum .of-0.faded').count()).to.equal(0);
    expect(await page.locator('#spectrum .of-1.faded').count()).to.be.greaterThan(0);
    await page.keyboard.press('Space');
    expect(await page.locator('.faded').count()).to.equal(0);
  });
});
