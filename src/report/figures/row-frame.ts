import type * as Plot from '@observablehq/plot';
import { label } from '../model/cast.ts';
import { LABEL_PX } from './mark.ts';
import { WIDTHS, type Width } from './svg.ts';

const ROW_PX = 27;
const AXIS_PX = { labelled: 44, bare: 26 } as const;
/** Letters of a name that there is room for. */
const LONGEST = { wide: 30, narrow: 17 } as const;

/** Room for a row of each name, with the names at the left. `axis` says whether the horizontal one has a label. */
export function rowFrame(
  names: readonly string[],
  width: Width,
  axis: keyof typeof AXIS_PX = 'labelled',
): Plot.PlotOptions {
  const letters = Math.min(LONGEST[width], Math.max(...names.map((name) => name.length)));
  return {
    width: WIDTHS[width],
    height: names.length * ROW_PX + AXIS_PX[axis] + 4,
    marginLeft: letters * LABEL_PX + 16,
    marginRight: 24,
    marginTop: 4,
    marginBottom: AXIS_PX[axis],
    y: {
      domain: [...names],
      label: null,
      tickSize: 0,
      tickFormat: (name: string) => label(name, LONGEST[width]),
    },
  };
}

/** The label of an axis, in its middle. */
export function axisLabel(text: string | null): Plot.ScaleOptions {
  return { label: text, labelArrow: 'none', labelAnchor: 'center' };
}
