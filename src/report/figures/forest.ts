import * as Plot from '@observablehq/plot';
import { type Cast, label } from '../model/cast.ts';
import type { Forest, ForestClass } from '../model/forest.ts';
import { change } from '../table/numbers.ts';
import type { Panel } from './chart.ts';
import { dotOf, LABEL_PX } from './mark.ts';
import { WIDTHS, type Width } from './svg.ts';

const ROW_PX = 26;
/** Room to the right for the verdict in words. */
const VERDICT_PX = { wide: 110, narrow: 84 } as const;

/** A panel for each class, all over the same ratios. */
export function forestPanels({ classes, margin, baseline }: Forest, cast: Cast): Panel[] {
  const all = classes.flatMap(({ rows }) => rows.flatMap(({ ratio }) => [ratio.low, ratio.high]));
  const domain = [Math.min(...all, 1 / 1.2) / 1.03, Math.max(...all, 1.2) * 1.03] as const;
  const longest = Math.max(...classes.flatMap(({ rows }) => rows.map((one) => nameOf(one).length)));
  return classes.map((one, i) => ({
    caption: `${one.metric} of ${one.class}, against ${baseline}`,
    plot: (width) => plotOf(one, { cast, domain, margin, longest, width, isLast: i === classes.length - 1 }),
  }));
}

interface Frame {
  readonly cast: Cast;
  readonly domain: readonly [number, number];
  readonly margin: number;
  /** Letters of the longest name. */
  readonly longest: number;
  readonly width: Width;
  readonly isLast: boolean;
}

function plotOf({ rows }: ForestClass, frame: Frame): Plot.PlotOptions {
  const { cast, domain, margin, width, isLast } = frame;
  const longest = width === 'wide' ? 30 : 17;
  const names = rows.map((one) => nameOf(one));
  const axisPx = isLast ? 44 : 26;
  return {
    width: WIDTHS[width],
    height: rows.length * ROW_PX + axisPx + 8,
    marginLeft: Math.min(frame.longest, longest) * LABEL_PX + 16,
    marginRight: VERDICT_PX[width],
    marginTop: 4,
    marginBottom: axisPx,
    x: {
      type: 'log',
      domain: [...domain],
      label: isLast ? 'change of the response time' : null,
      ticks: ticksIn(domain, width),
      tickFormat: (ratio: number) => `${change(ratio)} %`,
      labelArrow: 'none',
      labelAnchor: 'center',
    },
    y: { domain: names, label: null, tickSize: 0, tickFormat: (name: string) => label(name, longest) },
    marks: [
      Plot.rectX([1], { x1: 1 / (1 + margin), x2: 1 + margin, fill: 'var(--line)', fillOpacity: 0.6 }),
      Plot.gridX(ticksIn(domain, width), { stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.ruleX([1], { stroke: 'var(--ink)' }),
      ...rows.flatMap((row) => {
        const mark = row.twin ? { ...cast.markOf(''), dash: undefined } : cast.markOf(row.strategy);
        const data = [{ y: nameOf(row), ...row.ratio }];
        const own = { y: 'y', className: `of-${cast.placeOf(row.strategy) ?? 'none'}` };
        return [
          Plot.ruleY(data, { ...own, x1: 'low', x2: 'high', stroke: mark.colour, strokeWidth: 2.5 }),
          Plot.dot(data, { ...own, x: 'estimate', ...dotOf(mark, row.twin) }),
        ];
      }),
      Plot.text(rows, {
        y: (row) => nameOf(row),
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 10,
        text: (row) => (row.twin ? 'noise' : (row.verdict ?? '')),
        fill: (row) =>
          ({ better: 'var(--good)', worse: 'var(--bad)' })[String(row.verdict)] ?? 'var(--quiet)',
        fontWeight: 600,
      }),
    ],
  };
}

function nameOf({ strategy, twin }: { readonly strategy: string; readonly twin: boolean }): string {
  return twin ? `${strategy} again` : strategy;
}

const TICKS = [1 / 100, 1 / 20, 1 / 10, 1 / 5, 1 / 2, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.5, 2, 5, 10, 20, 100];

/** Round changes that fit beside each other. */
function ticksIn([low, high]: readonly [number, number], width: Width): number[] {
  const within = TICKS.filter((ratio) => ratio >= low && ratio <= high);
  const span = Math.log(high / low);
  const px = (WIDTHS[width] * 0.6) / span;
  const kept: number[] = [1];
  for (const tick of within.toSorted((a, b) => Math.abs(Math.log(b)) - Math.abs(Math.log(a))).toReversed())
    if (kept.every((other) => Math.abs(Math.log(tick / other)) * px > 56)) kept.push(tick);
  return kept.sort((a, b) => a - b);
}
