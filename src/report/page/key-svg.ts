import * as Plot from '@observablehq/plot';
import { dotOf, lineOf } from '../figures/mark.ts';
import { svgOf } from '../figures/svg.ts';
import type { Mark } from '../html/marks.ts';
import { type Markup, trusted } from '../html/markup.ts';

/** A piece of a strategy's line with its symbol, for a legend. */
export function keySvg(mark: Mark): Markup {
  const line = [
    [0, 0.5],
    [1, 0.5],
  ] as const;
  const options: Plot.PlotOptions = {
    width: 34,
    height: 14,
    margin: 0,
    axis: null,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      Plot.line(line as never, lineOf(mark)),
      Plot.dot([[0.5, 0.5]] as never, { ...dotOf(mark), r: 4 }),
    ],
  };
  return trusted(
    svgOf(options, '').replace('role="img"', 'aria-hidden="true"').replace('class="chart"', 'class="key"'),
  );
}
