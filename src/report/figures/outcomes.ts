import * as Plot from '@observablehq/plot';
import { OUTCOMES, type Outcomes } from '../model/outcomes.ts';
import type { Key, Panel } from './chart.ts';
import { axisLabel, rowFrame } from './row-frame.ts';

export function outcomePanel({ rows }: Outcomes): Panel {
  const most = Math.max(...rows.map(({ counts }) => counts.offered));
  const bars = rows.flatMap(({ strategy, counts }) => {
    let from = 0;
    return OUTCOMES.map(([outcome, , colour]) => {
      const bar = { strategy, from, to: from + counts[outcome], colour };
      from = bar.to;
      return bar;
    });
  });
  return {
    caption: undefined,
    plot: (width) => ({
      ...rowFrame(
        rows.map(({ strategy }) => strategy),
        width,
      ),
      x: { domain: [0, most], ticks: width === 'wide' ? 8 : 4, ...axisLabel('requests') },
      marks: [
        Plot.barX(bars, {
          y: 'strategy',
          x1: 'from',
          x2: 'to',
          fill: (bar) => bar.colour,
          insetTop: 3,
          insetBottom: 3,
        }),
      ],
    }),
  };
}

export function outcomeKeys({ rows }: Outcomes): Key[] {
  return OUTCOMES.filter(([outcome]) => rows.some(({ counts }) => counts[outcome] > 0)).map(
    ([, text, colour]) => ({ colour, text }),
  );
}
