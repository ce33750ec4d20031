import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { html } from '../../src/report/html/markup.ts';
import { documentOf } from '../../src/report/html/page.ts';
import { barriersOf } from './axe.ts';
import { describeInBrowser } from './browser.ts';

const HOSTILE = `</script><img src=x onerror="document.title='run'">\u202egnp\u001b[31m`;

describeInBrowser('the frame of a page', (open) => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
  });

  after(() => rm(folder, { recursive: true }));

  async function shown(body: ReturnType<typeof html>) {
    const file = join(folder, 'page.html');
    const script = "document.querySelector('main').dataset.ran = 'yes'";
    await writeFile(file, documentOf({ title: HOSTILE, body, style: '', script, connects: false }));
    return open(pathToFileURL(file).href);
  }

  it('runs its own script and shows foreign names as text', async () => {
    const { page, messages } = await shown(html`<main title="${HOSTILE}"><h1>${HOSTILE}</h1></main>`);
    expect(await page.getAttribute('main', 'data-ran')).to.equal('yes');
    expect(await page.textContent('h1'))
      .to.contain('</script><img')
      .and.to.contain('\\u202egnp\\u001b[31m');
    expect(await page.title()).to.contain('</script>');
    expect(messages).to.deep.equal([]);
  });

  it('can be read by everyone', async () => {
    const { page } = await shown(html`<main><h1>a page</h1><p class="quiet">quiet text</p></main>`);
    expect(await barriersOf(page)).to.deep.equal([]);
  });

  it('lets nothing else run or load', async () => {
    const { page, messages } = await shown(html`<main></main>`);
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<img src="http://127.0.0.1:9/x.png" onerror="document.title=1">');
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = 2' }));
    `);
    await page.waitForTimeout(50);
    expect(await page.title()).to.contain('</script>');
    expect(messages.join('\n')).to.contain('Content Security Policy');
  });
});
