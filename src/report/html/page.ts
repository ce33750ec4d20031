import { createHash } from 'node:crypto';
import { html, type Markup, trusted } from './markup.ts';
import { STYLE } from './style.ts';

/** A whole page. */
export interface Page {
  readonly title: string;
  readonly body: Markup;
  /** More rules than those that every page has. */
  readonly style: string;
  /** Its only script; the page must work without it. */
  readonly script: string;
  /** True if the script may ask the server that the page came from. */
  readonly connects: boolean;
}

/** The page as one document. Nothing but its own style and script can run in it, and nothing is loaded from elsewhere. */
export function documentOf(page: Page): string {
  const style = `${STYLE}${page.style}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, page)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
${page.body}
<script>${trusted(page.script)}</script>
</body>
</html>
`.text;
}

/** The content security policy: this style and this script by their digests, and nothing else. */
export function policyOf(style: string, { script, connects }: Pick<Page, 'script' | 'connects'>): string {
  return [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    'img-src data:',
    ...(connects ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digestOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
