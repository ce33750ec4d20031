import type { ReportParameters } from '../../contract/scenario.ts';
import type { WorkResult } from '../work.ts';
import { acrossPasses, byCalendarMonth, type Estimate, type Figures } from './aggregate.ts';
import { type Day, MEASURES, type Measure, type Month, monthsOf, parseDays, weatherCsv } from './parse.ts';
import { publish } from './publish.ts';
import { decimal, estimateTable, renderPage, type Table } from './render.ts';
import { MONTHS_A_YEAR } from './resample.ts';

/**
 * The light report: totals and means of each calendar month, and a page for each month with its days relative to the mean.
 */
export function reportA({ header, datasize, pageCount }: ReportParameters): WorkResult {
  const months = monthsOf(parseDays(weatherCsv()));
  const estimates = acrossPasses(months, datasize, monthlyMeans);
  const calendar = byCalendarMonth(months);
  const means = monthlyMeans(months);
  const pages = Array.from({ length: pageCount }, (_, index) => {
    const slot = index % months.length;
    const calendarMonth = slot % MONTHS_A_YEAR;
    const month = months[slot] as Month;
    return renderPage({
      title: `Seattle, ${month.name}: page ${index + 1} of ${pageCount}`,
      headings: headings(calendar[calendarMonth] as Day[], header),
      tables: [
        estimateTable(estimates[calendarMonth] as Estimate[]),
        dayTable(month, means[calendarMonth] as Figures),
      ],
    });
  });
  return publish(pages);
}

/** For each calendar month, over all its days in all years. */
export function monthlyMeans(months: readonly Month[]): Figures[] {
  return byCalendarMonth(months).map((days) => {
    const total = { precipitation: 0, temp_max: 0, temp_min: 0, wind: 0 };
    let wetDays = 0;
    for (const day of days) {
      total.precipitation += day.precipitation;
      total.temp_max += day.temp_max;
      total.temp_min += day.temp_min;
      total.wind += day.wind;
      if (day.precipitation > 0) wetDays++;
    }
    return {
      'precipitation total': total.precipitation,
      'wet days': wetDays,
      precipitation: total.precipitation / days.length,
      temp_max: total.temp_max / days.length,
      temp_min: total.temp_min / days.length,
      wind: total.wind / days.length,
    };
  });
}

/** Line by line: the highest day of each measure in this calendar month, then the second highest, and so on. */
function headings(days: readonly Day[], lines: number): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const measure = MEASURES[line % MEASURES.length] as Measure;
    const place = Math.floor(line / MEASURES.length);
    const day = days.toSorted((a, b) => b[measure] - a[measure])[place] as Day;
    return `Highest ${measure}, number ${place + 1}: ${decimal(day[measure])} on ${day.date}`;
  });
}

function dayTable(month: Month, means: Figures): Table {
  return {
    columns: ['date', 'weather', ...MEASURES.flatMap((measure) => [measure, 'from mean'])],
    rows: month.days.map((day) => [
      day.date,
      day.weather,
      ...MEASURES.flatMap((measure) => [
        decimal(day[measure]),
        decimal(day[measure] - (means[measure] as number)),
      ]),
    ]),
  };
}
