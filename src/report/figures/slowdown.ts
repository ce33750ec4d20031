import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { Slowdown } from '../model/slowdown.ts';
import { logAxis } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf, lineOf } from './mark.ts';
import { WIDTHS } from './svg.ts';

const HEIGHT_PX = { wide: 280, narrow: 240 } as const;

/** The median and the 90th percentile, over the same axes. */
export function slowdownPanels({ lines }: Slowdown, cast: Cast): Panel[] {
  const all = lines.flatMap(({ points }) => points);
  const slowdowns = all.flatMap(({ p50, p90 }) => [p50, p90 ?? p50]);
  const panels = [
    ['Median slowdown', 'p50'],
    ['Slowdown that one job in ten exceeds', 'p90'],
  ] as const;
  return panels.map(([caption, percentile], i) => ({
    caption,
    plot: (width) => ({
      width: WIDTHS[width],
      height: HEIGHT_PX[width],
      marginLeft: 46,
      marginRight: 24,
      marginTop: 10,
      marginBottom: i === 0 ? 24 : 44,
      x: {
        ...logAxis(
          all.map(({ serviceMs }) => serviceMs),
          'wide',
        ),
        grid: true,
        label: i === 0 ? null : 'length of the job, ms',
        labelArrow: 'none',
        labelAnchor: 'center',
      },
      y: { ...logAxis([1, ...slowdowns], 'wide'), grid: true, label: null },
      marks: lines.flatMap(({ strategy, points }) => {
        const mark = cast.markOf(strategy);
        const known = points.flatMap((point) => {
          const slowdown = point[percentile];
          return slowdown === undefined ? [] : [{ x: point.serviceMs, y: slowdown }];
        });
        const own = { x: 'x', y: 'y', className: `of-${cast.placeOf(strategy) ?? 'none'}` };
        return [
          Plot.line(known, { ...own, ...lineOf(mark) }),
          Plot.dot(known, { ...own, ...dotOf(mark), r: 4 }),
        ];
      }),
    }),
  }));
}
