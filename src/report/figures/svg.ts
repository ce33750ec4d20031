import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapedMarkup } from '../html/markup.ts';

/** Widths of a chart in px: on a desk and on paper, and on a phone. */
export const WIDTHS = { wide: 928, narrow: 364 } as const;
export type Width = keyof typeof WIDTHS;

/** Decimals beyond the first cannot be seen. */
const LONG_NUMBERS = /(\.\d)\d+/g;
const GEOMETRY = / (d|transform|x|y|x1|x2|y1|y2|r|width|height)="[^"]*"/g;
const STYLE_ELEMENT = /<style>[\s\S]*?<\/style>/g;
/** Plot says of each group what kind of mark it is, which helps nobody. */
const GROUPS = /<g [^>]*>/g;
const LABELS = / aria-(?:label|hidden)="[^"]*"/g;
const DESCRIPTION = 'the description';
const FONT_SIZE = 12;

/** The plot as SVG without styles of its own, described in one sentence for those who cannot see it. */
export function svgOf(options: Plot.PlotOptions, description: string): string {
  // Its types are those of a browser, which this project does not have.
  const { document } = parseHTML('<html><body></body></html>') as unknown as Pick<
    Plot.PlotOptions,
    'document'
  >;
  const svg = Plot.plot({ ...options, document, ariaLabel: DESCRIPTION });
  svg.setAttribute('role', 'img');
  svg.setAttribute('class', 'chart');
  svg.setAttribute('font-size', String(FONT_SIZE));
  return (
    svg.outerHTML
      .replace(STYLE_ELEMENT, '')
      // The document leaves `<` in attributes as it is, which a file of SVG must not have.
      .replace(DESCRIPTION, () => escapedMarkup(description))
      .replace(GROUPS, (group: string) => group.replace(LABELS, ''))
      .replace(GEOMETRY, (attribute: string) => attribute.replace(LONG_NUMBERS, '$1'))
  );
}
