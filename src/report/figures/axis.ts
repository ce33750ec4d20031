import type * as Plot from '@observablehq/plot';
import type { Width } from './svg.ts';

/** A tick of an axis in ms: without digits that say nothing. */
export function tickMs(ms: number): string {
  return String(Number(ms.toPrecision(2)));
}

const STEPS = { wide: [1, 2, 5], narrow: [1] } as const;

/** A logarithmic axis over these times, with ticks at 1, 2 and 5 of every decade, or where there is little room at 1. */
export function logMs(values: readonly number[], width: Width): Plot.ScaleOptions {
  const positive = values.filter((value) => value > 0);
  const low = Math.min(...positive, 1e9);
  const high = Math.max(...positive, low);
  const domain = [low / 1.15, high * 1.15];
  const decades = Array.from({ length: 20 }, (_, i) => 10 ** (i - 8));
  const within = (steps: readonly number[]) =>
    decades
      .flatMap((decade) => steps.map((step) => step * decade))
      .filter((tick) => tick >= (domain[0] as number) && tick <= (domain[1] as number));
  const few = within(STEPS[width]);
  return { type: 'log', domain, ticks: few.length > 1 ? few : within(STEPS.wide), tickFormat: tickMs };
}
