import * as Plot from '@observablehq/plot';
import type { Cast } from '../model/cast.ts';
import type { Spectrum, SpectrumPoint } from '../model/spectrum.ts';
import { logAxis, logScale } from './axis.ts';
import type { Panel } from './chart.ts';
import { dotOf, lineOf } from './mark.ts';
import { WIDTHS } from './svg.ts';

/** The rarest that the axis names. */
const NAMED = new Map([
  [2, '50 %'],
  [10, '90 %'],
  [100, '99 %'],
  [1000, '99.9 %'],
  [10_000, '99.99 %'],
  [100_000, '99.999 %'],
]);
const HEIGHT_PX = { wide: 330, narrow: 260 } as const;

export function spectrumPanels({ classes }: Spectrum, cast: Cast): Panel[] {
  return classes.map(({ class: name, lines }) => {
    const points = lines.flatMap(({ sure, thin, marks }) => [...sure, ...thin, ...marks]);
    const rarest = Math.max(...points.map(({ oneIn }) => oneIn));
    return {
      caption: `Response time of ${name}, ms`,
      plot: (width) => ({
        width: WIDTHS[width],
        height: HEIGHT_PX[width],
        marginLeft: 46,
        marginRight: 24,
        marginTop: 12,
        marginBottom: 44,
        x: {
          ...logScale(
            [1, rarest * 1.05],
            [...NAMED.keys()].filter((oneIn) => oneIn <= rarest),
            (oneIn) => NAMED.get(oneIn) ?? '',
          ),
          label: 'share of requests that are answered faster',
          labelArrow: 'none',
          labelAnchor: 'center',
          grid: true,
        },
        y: {
          ...logAxis(
            points.map(({ ms }) => ms),
            'wide',
          ),
          grid: true,
          label: null,
        },
        marks: lines.flatMap(({ strategy, sure, thin, marks }) => {
          const mark = cast.markOf(strategy);
          const own = { x: 'oneIn', y: 'ms', className: `of-${cast.placeOf(strategy) ?? 'none'}` };
          return [
            Plot.line(thin as SpectrumPoint[], {
              ...own,
              ...lineOf(mark),
              strokeWidth: 1,
              strokeOpacity: 0.55,
            }),
            Plot.line(sure as SpectrumPoint[], { ...own, ...lineOf(mark) }),
            Plot.dot(marks as SpectrumPoint[], { ...own, ...dotOf(mark), r: 4 }),
          ];
        }),
      }),
    };
  });
}
