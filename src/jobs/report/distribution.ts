import { byCalendarMonth, type Figures } from './aggregate.ts';
import { type Day, MEASURES, type Measure, type Month } from './parse.ts';
import { correlation, percentile, ranks, rollingMedian } from './statistics.ts';

const PERCENTS = [5, 25, 50, 75, 95];

/** Days to either side: the window is a week. */
const WINDOW_REACH_DAYS = 3;

/**
 * For each calendar month: percentiles of each measure, absolute and relative to the week around it, and rank correlations
 * (Spearman's) of the relative values, which have no seasonal trend.
 */
export function distributions(months: readonly Month[]): Figures[] {
  const departed = byCalendarMonth(departures(months));
  return byCalendarMonth(months).map((days, calendarMonth) => {
    const departedDays = departed[calendarMonth] as Day[];
    return {
      ...percentiles(days, ''),
      ...percentiles(departedDays, ' from median'),
      ...rankCorrelations(departedDays),
    };
  });
}

/** The same days, each measure minus the median of the week around it. */
export function departures(months: readonly Month[]): Month[] {
  const days = months.flatMap((month) => month.days);
  const medians = new Map<Measure, Float64Array>();
  for (const measure of MEASURES)
    medians.set(measure, rollingMedian(column(days, measure), WINDOW_REACH_DAYS));
  let next = 0;
  return months.map(({ name, days }) => ({ name, days: days.map((day) => less(day, medians, next++)) }));
}

function less(day: Day, medians: ReadonlyMap<Measure, Float64Array>, index: number): Day {
  const from = (measure: Measure) => day[measure] - (medians.get(measure)?.[index] as number);
  return {
    date: day.date,
    precipitation: from('precipitation'),
    temp_max: from('temp_max'),
    temp_min: from('temp_min'),
    wind: from('wind'),
    weather: day.weather,
  };
}

function percentiles(days: readonly Day[], suffix: string): Figures {
  const figures: Record<string, number> = {};
  for (const measure of MEASURES) {
    const sorted = column(days, measure).sort();
    for (const percent of PERCENTS) {
      figures[`${measure}${suffix} p${percent}`] = percentile(sorted, percent / 100);
    }
  }
  return figures;
}

/** Of each pair of measures. */
function rankCorrelations(days: readonly Day[]): Figures {
  const figures: Record<string, number> = {};
  const ranked = MEASURES.map((measure) => ranks(days.map((day) => day[measure])));
  for (const [i, x] of ranked.entries()) {
    for (const [j, y] of ranked.entries()) {
      if (i < j) figures[`${MEASURES[i]} with ${MEASURES[j]}`] = correlation(x, y);
    }
  }
  return figures;
}

function column(days: readonly Day[], measure: Measure): Float64Array {
  const values = new Float64Array(days.length);
  for (const [index, day] of days.entries()) values[index] = day[measure];
  return values;
}
