import * as Plot from '@observablehq/plot';
import type { BlockDots } from '../model/blocks.ts';
import { type Cast, label } from '../model/cast.ts';
import { logMs } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf, LABEL_PX } from './mark.ts';
import { WIDTHS } from './svg.ts';

const ROW_PX = 28;

export function blockPanel({ rows, metric, class: name }: BlockDots, cast: Cast): Panel {
  return {
    caption: undefined,
    plot: (width) => {
      const longest = width === 'wide' ? 30 : 17;
      const letters = Math.min(longest, Math.max(...rows.map(({ strategy }) => strategy.length)));
      return {
        width: WIDTHS[width],
        height: rows.length * ROW_PX + 48,
        marginLeft: letters * LABEL_PX + 16,
        marginRight: 16,
        marginTop: 4,
        marginBottom: 44,
        x: {
          ...logMs(
            rows.flatMap(({ blocksMs }) => blocksMs),
            width,
          ),
          grid: true,
          label: `${metric} of ${label(name)}, ms`,
          labelArrow: 'none',
          labelAnchor: 'center',
        },
        y: {
          domain: rows.map(({ strategy }) => strategy),
          label: null,
          tickSize: 0,
          tickFormat: (one: string) => label(one, longest),
        },
        marks: rows.flatMap(({ strategy, ms, blocksMs }) => {
          const own = { y: () => strategy, className: `of-${cast.placeOf(strategy) ?? 'none'}` };
          const mark = cast.markOf(strategy);
          return [
            ...(ms === null
              ? []
              : [
                  Plot.tickX([ms], {
                    ...own,
                    x: (value: number) => value,
                    stroke: mark.colour,
                    strokeWidth: 3,
                    inset: 4,
                  }),
                ]),
            Plot.dot(blocksMs, { ...own, x: (value: number) => value, ...dotOf(mark), fillOpacity: 0.35 }),
          ];
        }),
      };
    },
  };
}
