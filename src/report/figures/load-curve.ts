import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { LoadCurve, LoadPanel } from '../model/load-curve.ts';
import { logAxis, logScale, tick } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf, lineOf } from './mark.ts';
import { axisLabel } from './row-frame.ts';
import { WIDTHS } from './svg.ts';

const HEIGHT_PX = { wide: 270, narrow: 220 } as const;
const AXIS_IN_WORDS = { load: 'load', connections: 'connections', workers: 'workers' } as const;

export function loadPanels({ panels, axis }: LoadCurve, cast: Cast): Panel[] {
  const all = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ at }) => at)));
  const places = [...new Set(all)].sort((a, b) => a - b);
  return panels.map((panel, i) => ({
    caption: panel.caption,
    plot: (width) => {
      const isLast = i === panels.length - 1;
      return {
        width: WIDTHS[width],
        height: HEIGHT_PX[width],
        marginLeft: 46,
        marginRight: 24,
        marginTop: 10,
        marginBottom: isLast ? 44 : 26,
        x: { ...acrossScale(axis, places), grid: true, ...axisLabel(isLast ? AXIS_IN_WORDS[axis] : null) },
        y: { ...upright(panel), grid: true, label: null },
        marks: [...limitMarks(panel), ...panel.lines.flatMap((line) => lineMarks(line, cast))],
      };
    },
  }));
}

/** Room beside the outermost places, in units of the axis. */
const ROOM = { load: 0.03, workers: 0.4 } as const;

function acrossScale(axis: LoadCurve['axis'], places: readonly number[]): Plot.ScaleOptions {
  const [first, last] = [places[0] ?? 1, places.at(-1) ?? 1];
  if (axis === 'connections') return logScale([first / 1.2, last * 1.2], places, String);
  return { domain: [first - ROOM[axis], last + ROOM[axis]], ticks: [...places], tickFormat: String };
}

function limitMarks({ limit }: LoadPanel): Plot.Markish[] {
  if (limit === undefined) return [];
  return [Plot.ruleY([limit], { stroke: 'var(--ink)', strokeDasharray: '2 3' })];
}

function upright({ scale, lines, limit }: LoadPanel): Plot.ScaleOptions {
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ value, range = [value, value] }) => [value, ...range]),
  );
  const all = limit === undefined ? values : [...values, limit];
  return scale === 'log'
    ? logAxis(all, 'wide')
    : { domain: [0, Math.max(...all) * 1.05], ticks: 5, tickFormat: tick };
}

function lineMarks({ name, points }: LoadPanel['lines'][number], cast: Cast) {
  const mark = cast.markOf(name);
  const isBound = cast.placeOf(name) === undefined;
  const own = { x: 'at', className: `of-${cast.placeOf(name) ?? 'none'}` } as const;
  const ranges = points.flatMap(({ at, range }) =>
    range === undefined || isBound ? [] : [{ at, low: range[0], high: range[1] }],
  );
  return [
    Plot.ruleX(ranges, {
      ...own,
      y1: 'low',
      y2: 'high',
      stroke: mark.colour,
      strokeWidth: 5,
      strokeOpacity: 0.25,
    }),
    Plot.line([...points], { ...own, y: 'value', ...lineOf(mark), ...(isBound && { strokeWidth: 1.25 }) }),
    ...(isBound ? [] : [Plot.dot([...points], { ...own, y: 'value', ...dotOf(mark), r: 4 })]),
  ];
}
