import { type Draw, defineJob } from '../src/contract/define-job.ts';
import { acrossPasses, byCalendarMonth, type Estimate } from '../src/jobs/report/aggregate.ts';
import { departures, distributions } from '../src/jobs/report/distribution.ts';
import { checkReport, type ReportParameters } from '../src/jobs/report/parameters.ts';
import {
  type Day,
  MEASURES,
  type Measure,
  type Month,
  monthsOf,
  parseDays,
  weatherCsv,
} from '../src/jobs/report/parse.ts';
import { publish } from '../src/jobs/report/publish.ts';
import { decimal, estimateTable, renderPage, type Table } from '../src/jobs/report/render.ts';
import { MONTHS_A_YEAR } from '../src/jobs/report/resample.ts';

/**
 * The heavy report: percentiles, rolling medians and rank correlations of each calendar month, and a page for each month.
 * Its days are ranked within the same month of all years and, in the headings, within the whole record.
 */
export default defineJob(({ header, datasize, pageCount }: ReportParameters) => {
  const months = monthsOf(parseDays(weatherCsv()));
  const estimates = acrossPasses(months, datasize, distributions);
  const departed = departures(months);
  const record = departed.flatMap((month) => month.days);
  const calendar = byCalendarMonth(departed);
  const pages = Array.from({ length: pageCount }, (_, index) => {
    const slot = index % months.length;
    const calendarMonth = slot % MONTHS_A_YEAR;
    const month = months[slot] as Month;
    const departedMonth = departed[slot] as Month;
    return renderPage({
      title: `Seattle, ${month.name}: page ${index + 1} of ${pageCount}`,
      headings: headings(departedMonth, record, header),
      tables: [
        estimateTable(estimates[calendarMonth] as Estimate[]),
        dayTable(month, departedMonth, calendar[calendarMonth] as Day[]),
      ],
    });
  });
  return publish(pages);
});

export const check = checkReport;

/** Somewhat longer and shorter than the article's. */
export function sample(draw: Draw): ReportParameters {
  return { header: 2, datasize: draw.integer(10, 30), pageCount: draw.integer(10, 30) };
}

/**
 * Line by line: the month's highest departure of each measure and its rank in the record, then the second highest, and so
 * on.
 */
function headings(month: Month, record: readonly Day[], lines: number): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const measure = MEASURES[line % MEASURES.length] as Measure;
    const place = Math.floor(line / MEASURES.length);
    const highestFirst = (a: Day, b: Day) => b[measure] - a[measure];
    const day = month.days.toSorted(highestFirst)[place] as Day;
    const rank = record.toSorted(highestFirst).indexOf(day) + 1;
    return `Highest ${measure} against its week, number ${place + 1}: ${day.date}, rank ${rank} of ${record.length}`;
  });
}

function dayTable(month: Month, departed: Month, sameMonths: readonly Day[]): Table {
  return {
    columns: ['date', 'weather', ...MEASURES.flatMap((measure) => [measure, 'from median', 'days above'])],
    rows: month.days.map((day, index) => {
      const departure = departed.days[index] as Day;
      return [
        day.date,
        day.weather,
        ...MEASURES.flatMap((measure) => [
          decimal(day[measure]),
          decimal(departure[measure]),
          String(daysAbove(departure[measure], measure, sameMonths)),
        ]),
      ];
    }),
  };
}

function daysAbove(value: number, measure: Measure, among: readonly Day[]): number {
  let days = 0;
  for (const other of among) if (other[measure] > value) days++;
  return days;
}
