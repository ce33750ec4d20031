import type { Day, Month } from './parse.ts';
import { MONTHS_A_YEAR, resample } from './resample.ts';
import { mean, standardDeviation } from './statistics.ts';

/** Named figures of one calendar month. */
export type Figures = Readonly<Record<string, number>>;

/** A figure as observed, and its values in the passes over resampled years. */
export interface Estimate {
  readonly name: string;
  readonly observed: number;
  readonly mean: number;
  readonly standardError: number;
}

/** All Januaries, all Februaries and so on; the months begin with a January. */
export function byCalendarMonth(months: readonly Month[]): Day[][] {
  return Array.from({ length: MONTHS_A_YEAR }, (_, calendarMonth) =>
    months.filter((_, slot) => slot % MONTHS_A_YEAR === calendarMonth).flatMap((month) => month.days),
  );
}

/** Computes the figures of each calendar month in every pass, and how much they differ between passes. */
export function acrossPasses(
  months: readonly Month[],
  passes: number,
  figuresOf: (months: readonly Month[]) => Figures[],
): Estimate[][] {
  const results = Array.from({ length: passes }, (_, pass) => figuresOf(resample(months, pass)));
  const observed = results[0] as Figures[];
  return observed.map((figures, calendarMonth) =>
    Object.entries(figures).map(([name, value]) => {
      const values = results.map((result) => result[calendarMonth]?.[name] as number);
      return { name, observed: value, mean: mean(values), standardError: standardDeviation(values) };
    }),
  );
}
