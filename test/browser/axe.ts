import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * What keeps people who cannot see well or use a mouse from using the page, in light and dark colours: rule, and the element
 * that breaks it.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const inLight = (await page.evaluate('axe.run()')) as AxeResult;
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = (await page.evaluate("axe.run({ runOnly: ['color-contrast'] })")) as AxeResult;
  return [...inLight.violations, ...inDark.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
