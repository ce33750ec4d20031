import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { Forest, ForestClass } from '../model/forest.ts';
import { change } from '../table/numbers.ts';
import { logScale } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf } from './mark.ts';
import { axisLabel, rowFrame } from './row-frame.ts';
import type { Width } from './svg.ts';

/** Room to the right for the verdict in words. */
const VERDICT_PX = { wide: 110, narrow: 92 } as const;
const VERDICT_COLOURS: Readonly<Record<string, string>> = { better: 'var(--good)', worse: 'var(--bad)' };
type Domain = readonly [number, number];

/** A panel for each class, all over the same ratios. */
export function forestPanels({ classes, margin }: Pick<Forest, 'classes' | 'margin'>, cast: Cast): Panel[] {
  const all = classes.flatMap(({ rows }) => rows.flatMap(({ ratio }) => [ratio.low, ratio.high]));
  const domain: Domain = [Math.min(...all, 1 / 1.2) / 1.03, Math.max(...all, 1.2) * 1.03];
  return classes.map((one, i) => ({
    caption: `${one.metric} of ${one.class}`,
    plot: (width) => {
      const isLast = i === classes.length - 1;
      const ticks = ticksIn(domain, width);
      return {
        ...rowFrame(one.rows.map(nameOf), width, isLast ? 'labelled' : 'bare'),
        marginRight: VERDICT_PX[width],
        x: {
          ...logScale(domain, ticks, (ratio) => `${change(ratio)} %`),
          ...axisLabel(isLast ? 'change of the response time' : null),
        },
        marks: [
          Plot.rectX([1], { x1: 1 / (1 + margin), x2: 1 + margin, fill: 'var(--line)', fillOpacity: 0.6 }),
          Plot.gridX(ticks, { stroke: 'var(--line)', strokeOpacity: 1 }),
          Plot.ruleX([1], { stroke: 'var(--ink)' }),
          ...one.rows.flatMap((row) => intervalOf(row, cast)),
          verdicts(one),
        ],
      };
    },
  }));
}

function intervalOf(row: ForestClass['rows'][number], cast: Cast) {
  const mark = cast.markOf(row.twin ? '' : row.strategy);
  const data = [{ y: nameOf(row), ...row.ratio }];
  const own = { y: 'y', className: `of-${cast.placeOf(row.strategy) ?? 'none'}` };
  return [
    Plot.ruleY(data, { ...own, x1: 'low', x2: 'high', stroke: mark.colour, strokeWidth: 2.5 }),
    Plot.dot(data, { ...own, x: 'estimate', ...dotOf(mark, row.twin) }),
  ];
}

function verdicts({ rows }: ForestClass) {
  return Plot.text([...rows], {
    y: nameOf,
    frameAnchor: 'right',
    textAnchor: 'start',
    dx: 10,
    text: (row) => (row.twin ? 'noise' : (row.verdict ?? '')),
    fill: (row) => VERDICT_COLOURS[String(row.verdict)] ?? 'var(--quiet)',
    fontWeight: 600,
  });
}

function nameOf({ strategy, twin }: { readonly strategy: string; readonly twin: boolean }): string {
  return twin ? `${strategy} again` : strategy;
}

const TICKS = [1 / 100, 1 / 20, 1 / 10, 1 / 5, 1 / 2, 0.7, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 5, 10, 20, 100];
const TICK_PX = { wide: 58, narrow: 44 } as const;
/** About what names and verdicts leave. */
const PLOT_PX = { wide: 640, narrow: 150 } as const;

/** Round changes that fit beside each other, from the middle outwards. */
function ticksIn([low, high]: Domain, width: Width): number[] {
  const px = PLOT_PX[width] / Math.log(high / low);
  const kept = [1];
  const within = TICKS.filter((ratio) => ratio >= low && ratio <= high);
  for (const one of within.sort((a, b) => Math.abs(Math.log(a)) - Math.abs(Math.log(b))))
    if (kept.every((other) => Math.abs(Math.log(one / other)) * px > TICK_PX[width])) kept.push(one);
  return kept.sort((a, b) => a - b);
}
