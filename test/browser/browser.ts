import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const INSTALL = 'apt-get install -y --no-install-recommends chromium';

/** A page in a browser, and what its console said. */
export interface OpenPage {
  readonly page: Page;
  readonly messages: readonly string[];
}

export interface Looks {
  readonly width: number;
  readonly colours: 'light' | 'dark';
  /** False for a reader who has switched scripts off. */
  readonly scripts: boolean;
}

export const USUAL_LOOKS: Looks = { width: 1280, colours: 'light', scripts: true };

/**
 * Tests in a real browser, one process for all of them. Without a browser they are skipped and say so; where `CI` is set they
 * fail.
 */
export function describeInBrowser(
  title: string,
  define: (open: (url: string, looks?: Looks) => Promise<OpenPage>) => void,
): void {
  describe(title, function () {
    // A browser takes its time on a busy machine.
    this.timeout(60_000);
    let browser: Browser | undefined;

    before(async function () {
      const executablePath = PLACES.find((place) => existsSync(place));
      if (executablePath !== undefined) {
        browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
        return;
      }
      if (process.env.CI) throw new Error(`there is no browser here: ${INSTALL}`);
      process.stderr.write(`Skipped for lack of a browser (${INSTALL}): ${title}\n`);
      this.skip();
    });

    afterEach(async () => {
      await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    });

    after(async () => {
      await browser?.close();
    });

    define(async (url, looks = USUAL_LOOKS) => {
      const context = await (browser as Browser).newContext({
        viewport: { width: looks.width, height: 900 },
        colorScheme: looks.colours,
        javaScriptEnabled: looks.scripts,
      });
      const page = await context.newPage();
      const messages: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      page.on('pageerror', (error) => messages.push(error.message));
      page.on('requestfailed', (request) => messages.push(`not loaded: ${request.url()}`));
      await page.goto(url);
      return { page, messages };
    });
  });
}
