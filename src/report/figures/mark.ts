import type { Mark } from '../html/marks.ts';

/** Width of a letter beside a chart. */
export const LABEL_PX = 6.9;

/** A strategy's symbol as options of a dot. */
export function dotOf({ colour, symbol }: Mark, hollow = false) {
  return {
    symbol,
    r: 5,
    stroke: colour,
    strokeWidth: 1.5,
    fill: hollow ? 'var(--page)' : colour,
  } as const;
}

/** A strategy's line. */
export function lineOf({ colour, dash }: Mark) {
  return { stroke: colour, strokeWidth: 2, ...(dash !== undefined && { strokeDasharray: dash }) };
}
