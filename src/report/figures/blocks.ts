import * as Plot from '@observablehq/plot';
import type { BlockDots } from '../model/blocks.ts';
import { type Cast, label } from '../model/cast.ts';
import { logAxis } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf } from './mark.ts';
import { axisLabel, rowFrame } from './row-frame.ts';

export function blockPanel({ rows, metric, class: name }: BlockDots, cast: Cast): Panel {
  const names = rows.map(({ strategy }) => strategy);
  const all = rows.flatMap(({ blocksMs }) => blocksMs);
  const itself = (ms: number) => ms;
  return {
    caption: undefined,
    plot: (width) => ({
      ...rowFrame(names, width),
      x: { ...logAxis(all, width), grid: true, ...axisLabel(`${metric} of ${label(name)}, ms`) },
      marks: rows.flatMap(({ strategy, ms, blocksMs }) => {
        const mark = cast.markOf(strategy);
        const own = { x: itself, y: () => strategy, className: `of-${cast.placeOf(strategy) ?? 'none'}` };
        return [
          Plot.tickX(ms === null ? [] : [ms], { ...own, stroke: mark.colour, strokeWidth: 3, inset: 4 }),
          Plot.dot(blocksMs, { ...own, ...dotOf(mark), fillOpacity: 0.35 }),
        ];
      }),
    }),
  };
}
