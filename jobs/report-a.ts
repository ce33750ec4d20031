import { type Draw, defineJob } from '../src/contract/define-job.ts';
import { acrossPasses, byCalendarMonth, type Estimate, type Figures } from '../src/jobs/report/aggregate.ts';
import { monthlyMeans } from '../src/jobs/report/monthly-means.ts';
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

/** The light report: totals and means of each calendar month, and a page for each month with its days against the mean. */
export default defineJob(({ header, datasize, pageCount }: ReportParameters) => {
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
});

export const check = checkReport;

/** Somewhat longer and shorter than the article's. */
export function sample(draw: Draw): ReportParameters {
  return { header: 2, datasize: draw.integer(10, 30), pageCount: draw.integer(10, 30) };
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
