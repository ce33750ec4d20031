import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { SearchDots } from '../model/search-dots.ts';
import { tick } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf } from './mark.ts';
import { axisLabel, rowFrame } from './row-frame.ts';

export function searchPanel({ rows, question }: SearchDots, cast: Cast): Panel {
  const all = rows.flatMap(({ found, interval, mean }) => [
    ...found,
    ...(interval ?? []),
    ...(mean === null ? [] : [mean]),
  ]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || high || 1) * 0.08;
  return {
    caption: undefined,
    plot: (width) => ({
      ...rowFrame(
        rows.map(({ strategy }) => strategy),
        width,
      ),
      x: {
        domain: [Math.max(0, low - room), high + room],
        ticks: width === 'wide' ? 8 : 4,
        tickFormat: tick,
        grid: true,
        ...axisLabel(question),
      },
      marks: rows.flatMap(({ strategy, mean, interval, found }) => {
        const mark = cast.markOf(strategy);
        const own = { y: () => strategy, className: `of-${cast.placeOf(strategy) ?? 'none'}` };
        const itself = (value: number) => value;
        return [
          Plot.ruleY(interval === null ? [] : [interval], {
            ...own,
            x1: '0',
            x2: '1',
            stroke: mark.colour,
            strokeWidth: 2.5,
          }),
          Plot.dot([...found], { ...own, x: itself, ...dotOf(mark), r: 3, fillOpacity: 0.35 }),
          Plot.dot(mean === null ? [] : [mean], { ...own, x: itself, ...dotOf(mark) }),
        ];
      }),
    }),
  };
}
