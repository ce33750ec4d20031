import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { RunBoard } from '../../src/watch/board/run-board.ts';
import { LivePage } from '../../src/watch/live-page.ts';
import { answered, boardedRun, ended, step } from '../watch/board/run-steps.ts';
import { barriersOf } from './axe.ts';
import { describeInBrowser, USUAL_LOOKS } from './browser.ts';

const HOSTILE = `</script><img src=x onerror="document.title='run'">\u202e\u001b[31m${'x'.repeat(200)}`;
const PULSE = { waiting: 3, running: 2, busy: 1, workerDeaths: 0 };
const TIMES = Array.from({ length: 60 }, (_, i) => i + 1);

describeInBrowser('the page that shows a run live', (open) => {
  let run: RunBoard;
  let live: LivePage | undefined;

  beforeEach(async () => {
    run = new RunBoard(boardedRun('random', 'pull-fifo', HOSTILE));
    run.step(step('random', 0, 'starting'));
    live = await LivePage.open(run, [0]);
  });
  afterEach(() => live?.close('over'));

  async function cell(page: Page, name: string, text: string): Promise<void> {
    await page.locator('tbody tr', { hasText: name }).locator('td', { hasText: text }).first().waitFor();
  }

  it('follows the run from trial to trial and to its end, through a reload, without a message on the console', async () => {
    const { url } = live!;
    const { page, messages } = await open(url);
    run.load(answered(...TIMES), PULSE);
    await cell(page, 'random', '60');
    await page.locator('#heat path').first().waitFor();
    run.settled(ended('random', 'the machine was busy'));
    run.step(step('pull-fifo', 1, 'starting'));
    run.load(answered(...TIMES), { ...PULSE, workerDeaths: 1 });
    await page.locator('#lines li', { hasText: 'the machine was busy' }).waitFor();
    await page.reload();
    run.load(answered(1), PULSE);
    await cell(page, 'random', '60');
    await cell(page, 'pull-fifo', '61');
    for (const mark of ['#levels .running', '#levels .waiting', '#levels .fault'])
      await page.locator(mark).first().waitFor({ state: 'attached' });
    await live!.close('The run has ended.');
    await page.getByText('The run has ended.').waitFor();
    // A reload breaks off what the page was reading.
    expect(messages.filter((message) => message !== `not loaded: ${url}events`)).to.deep.equal([]);
    live = undefined;
  });

  it('shows names and messages of others as text', async () => {
    const { page, messages } = await open(live!.url);
    run.step(step(HOSTILE, 1, 'starting'));
    run.load(answered(1), PULSE);
    run.settled(ended(HOSTILE, HOSTILE));
    await page.locator('tbody th', { hasText: '</script><img' }).waitFor();
    await page.locator('#lines li', { hasText: '\\u202e\\u001b[31m' }).first().waitFor();
    expect(await page.locator('img').count()).to.equal(0);
    expect(await page.title()).to.contain('</script>');
    expect(messages).to.deep.equal([]);
  });

  it('fits a telephone, and can be used by everyone', async () => {
    const { page } = await open(live!.url, { ...USUAL_LOOKS, width: 400, colours: 'dark' });
    run.step(step(HOSTILE, 1, 'starting'));
    run.load(answered(...TIMES), PULSE);
    await page.locator('tbody th', { hasText: '</script><img' }).waitFor();
    const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(isWide).to.equal(false);
    expect(await barriersOf(page)).to.deep.equal([]);
  });
});
