import * as Plot from '@observablehq/plot';
import { type Cast, label } from '../model/cast.ts';
import type { Prediction } from '../model/prediction.ts';
import { logAxis } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf } from './mark.ts';
import { axisLabel, rowFrame } from './row-frame.ts';

export function predictionPanel({ rows, class: name }: Prediction, cast: Cast): Panel {
  const names = rows.map(({ strategy }) => strategy);
  const all = rows.flatMap(({ simulatedMs, measuredMs }) => [simulatedMs, measuredMs]);
  return {
    caption: undefined,
    plot: (width) => ({
      ...rowFrame(names, width),
      x: { ...logAxis(all, width), grid: true, ...axisLabel(`mean of ${label(name)}, ms`) },
      marks: rows.flatMap((row) => {
        const mark = cast.markOf(row.strategy);
        const own = { y: 'strategy', className: `of-${cast.placeOf(row.strategy) ?? 'none'}` } as const;
        return [
          Plot.ruleY([row], {
            ...own,
            x1: 'simulatedMs',
            x2: 'measuredMs',
            stroke: mark.colour,
            strokeWidth: 2,
          }),
          Plot.dot([row], { ...own, x: 'simulatedMs', ...dotOf(mark, true) }),
          Plot.dot([row], { ...own, x: 'measuredMs', ...dotOf(mark) }),
        ];
      }),
    }),
  };
}
