import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Widths of a chart in px: on a desk and on paper, and on a phone. */
export const WIDTHS = { wide: 928, narrow: 364 } as const;
export type Width = keyof typeof WIDTHS;

/** Decimals beyond the second cannot be seen. */
const LONG_NUMBERS = /(\.\d\d)\d+/g;
const GEOMETRY = / (d|transform|x|y|x1|x2|y1|y2|r|width|height)="[^"]*"/g;
const STYLE_ELEMENT = /<style>[\s\S]*?<\/style>/g;
const FONT_SIZE = 12;

/** The plot as SVG without styles of its own, described in one sentence for those who cannot see it. */
export function svgOf(options: Plot.PlotOptions, description: string): string {
  // Its types are those of a browser, which this project does not have.
  const { document } = parseHTML('<html><body></body></html>') as unknown as Pick<
    Plot.PlotOptions,
    'document'
  >;
  const svg = Plot.plot({ ...options, document, ariaLabel: description });
  svg.setAttribute('role', 'img');
  svg.setAttribute('class', 'chart');
  svg.setAttribute('font-size', String(FONT_SIZE));
  return svg.outerHTML
    .replace(STYLE_ELEMENT, '')
    .replace(GEOMETRY, (attribute: string) => attribute.replace(LONG_NUMBERS, '$1'));
}
