import type * as Plot from '@observablehq/plot';
import type { Width } from './svg.ts';

/** A tick of an axis: without digits that say nothing. */
export function tick(value: number): string {
  return String(Number(value.toPrecision(2)));
}

const STEPS = { wide: [1, 2, 5], narrow: [1] } as const;
const DECADES = Array.from({ length: 24 }, (_, i) => 10 ** (i - 10));

/** A logarithmic axis over these values, with ticks at 1, 2 and 5 of every decade, or where there is little room at 1. */
export function logAxis(values: readonly number[], width: Width): Plot.ScaleOptions {
  const known = values.filter((value) => value > 0);
  const positive = known.length === 0 ? [1] : known;
  const low = Math.min(...positive) / 1.15;
  const high = Math.max(...positive) * 1.15;
  const within = (steps: readonly number[]) =>
    DECADES.flatMap((decade) => steps.map((step) => step * decade)).filter(
      (one) => one >= low && one <= high,
    );
  const few = within(STEPS[width]);
  return logScale([low, high], few.length > 1 ? few : within(STEPS.wide), tick);
}

/** Logarithmic, with exactly these ticks: Plot's own logarithmic scale leaves out labels that it finds too many. */
export function logScale(
  domain: readonly [number, number],
  ticks: readonly number[],
  text: (value: number) => string,
): Plot.ScaleOptions {
  return {
    type: 'linear',
    transform: Math.log10,
    domain: domain.map(Math.log10),
    ticks: ticks.map(Math.log10),
    tickFormat: (log: number) => text(Number((10 ** log).toPrecision(9))),
  };
}
