import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { Timeline, TimelineRow } from '../model/timeline.ts';
import type { Panel } from './chart.ts';
import { WIDTHS, type Width } from './svg.ts';

const CURVE_PX = 56;
const STRIP_PX = 8;
const BAD_PX = 6;

/** A panel for each strategy, over the same time and the same number of waiting requests. */
export function timelinePanels(timeline: Timeline, cast: Cast): Panel[] {
  const { rows } = timeline;
  const most = Math.max(1, ...rows.map(({ mostWaiting }) => mostWaiting));
  return rows.map((row, i) => ({
    caption: row.strategy,
    plot: (width) => plotOf(row, { timeline, cast, most, width, isLast: i === rows.length - 1 }),
  }));
}

interface Frame {
  readonly timeline: Timeline;
  readonly cast: Cast;
  readonly most: number;
  readonly width: Width;
  readonly isLast: boolean;
}

function plotOf(row: TimelineRow, frame: Frame): Plot.PlotOptions {
  const { timeline, most, width, isLast } = frame;
  const axisPx = isLast ? 40 : 4;
  const height = CURVE_PX + STRIP_PX + BAD_PX + 4;
  return {
    width: WIDTHS[width],
    height: height + axisPx + 8,
    marginLeft: 46,
    marginRight: 8,
    marginTop: 8,
    marginBottom: axisPx + STRIP_PX + BAD_PX + 4,
    x: {
      domain: [0, timeline.endMs],
      ticks: isLast ? (width === 'wide' ? 10 : 4) : [],
      tickFormat: (ms: number) => String(Number((ms / 1000).toPrecision(3))),
      label: isLast ? 'seconds' : null,
      labelArrow: 'none',
      tickSize: isLast ? 6 + STRIP_PX + BAD_PX : 0,
    },
    y: { domain: [0, most], ticks: 2, label: null, grid: true },
    marks: [...background(timeline, most), ...curve(row, frame.cast), ...strip(row)],
  };
}

function background({ warmupMs, faultsMs }: Timeline, most: number) {
  return [
    Plot.rect([0], { x1: 0, x2: warmupMs, y1: 0, y2: most, fill: 'var(--raised)' }),
    Plot.ruleX(faultsMs as number[], { stroke: 'var(--bad)', strokeDasharray: '2 2', strokeOpacity: 0.7 }),
  ];
}

function curve({ strategy, moments }: TimelineRow, cast: Cast) {
  const own = { x: 'fromMs', y: 'waiting', curve: 'step-after' } as const;
  const { colour } = cast.markOf(strategy);
  return [
    Plot.areaY(moments as Moments, { ...own, fill: colour, fillOpacity: 0.25 }),
    Plot.lineY(moments as Moments, { ...own, stroke: colour, strokeWidth: 1.25 }),
    Plot.ruleY([0], { stroke: 'var(--rule)' }),
  ];
}

type Moments = TimelineRow['moments'][number][];

/** Shades of a strip. */
const LEVELS = 6;

function strip({ moments, workers }: TimelineRow) {
  const busy = ({ busy }: Moments[number]) =>
    Math.round(LEVELS * Math.min(1, busy / Math.max(1, workers))) / LEVELS;
  const bad = ({ bad }: Moments[number]) => (bad === 0 ? 0 : 1);
  const across = { x1: 'fromMs', x2: 'toMs' } as const;
  return [
    Plot.rectX(merged(moments, busy), {
      ...across,
      fillOpacity: 'level',
      fill: 'var(--ink)',
      insetTop: CURVE_PX + 2,
      insetBottom: -STRIP_PX - 2,
    }),
    Plot.rectX(
      merged(moments, bad).filter(({ level }) => level > 0),
      {
        ...across,
        fill: 'var(--bad)',
        insetTop: CURVE_PX + STRIP_PX + 3,
        insetBottom: -STRIP_PX - BAD_PX - 4,
      },
    ),
  ];
}

/** Neighbours of the same level as one. */
function merged(moments: Readonly<Moments>, levelOf: (one: Moments[number]) => number) {
  const pieces: { fromMs: number; toMs: number; level: number }[] = [];
  for (const one of moments) {
    const level = levelOf(one);
    const last = pieces.at(-1);
    if (last?.level === level) last.toMs = one.toMs;
    else pieces.push({ fromMs: one.fromMs, toMs: one.toMs, level });
  }
  return pieces;
}
