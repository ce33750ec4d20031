import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { acrossPasses, type Figures } from '../../../src/jobs/report/aggregate.ts';
import { departures, distributions } from '../../../src/jobs/report/distribution.ts';
import { monthlyMeans } from '../../../src/jobs/report/monthly-means.ts';
import { type Day, type Month, monthsOf, parseDays, weatherCsv } from '../../../src/jobs/report/parse.ts';
import { PROJECT_ROOT } from '../../../src/processes/roots.ts';

const JANUARY = 0;
const JULY = 6;

/** One column of one calendar month, picked out of the file without the code under test; columns count from the date as 0. */
function column(calendarMonth: string, index: number): number[] {
  const file = new URL('src/jobs/data/seattle-weather.csv', PROJECT_ROOT);
  const lines = readFileSync(file, 'utf8').match(new RegExp(`^\\d{4}-${calendarMonth}-.*$`, 'gm')) ?? [];
  return lines.map((line) => Number(line.split(',')[index]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('figures of the reports', () => {
  let months: Month[];

  before(() => {
    months = monthsOf(parseDays(weatherCsv()));
  });

  it('rest on every day of four years, the leap day included', () => {
    const days = months.flatMap((month) => month.days);
    expect(months).to.have.length(48);
    expect(days).to.have.length(1461);
    expect(days[59]).to.deep.equal({
      date: '2012-02-29',
      precipitation: 0.8,
      temp_max: 5,
      temp_min: 1.1,
      wind: 7,
      weather: 'snow',
    });
  });

  it('of the light report are totals and means over all years', () => {
    const figures = monthlyMeans(months);
    const rain = column('01', 1);
    expect(rain).to.have.length(124);
    expect(figures[JANUARY]?.['precipitation total']).to.be.closeTo(sum(rain), 1e-9);
    expect(figures[JANUARY]?.precipitation).to.be.closeTo(sum(rain) / 124, 1e-9);
    expect(figures[JANUARY]?.['wet days']).to.equal(rain.filter((mm) => mm > 0).length);
    expect(figures[JULY]?.temp_max).to.be.closeTo(sum(column('07', 2)) / 124, 1e-9);
    expect(figures[JULY]?.temp_min).to.be.closeTo(sum(column('07', 3)) / 124, 1e-9);
    expect(figures[JULY]?.wind).to.be.closeTo(sum(column('07', 4)) / 124, 1e-9);
  });

  it('of the heavy report are percentiles over all years', () => {
    const figures = distributions(months);
    const warmth = column('07', 2).sort((a, b) => a - b);
    const median = ((warmth[61] as number) + (warmth[62] as number)) / 2;
    expect(figures[JULY]?.['temp_max p50']).to.be.closeTo(median, 1e-9);
    // 124 values: the 25th percentile lies at place 0.25 × 123 = 30.75, counted from 0.
    const quarter = 0.25 * (warmth[30] as number) + 0.75 * (warmth[31] as number);
    expect(figures[JULY]?.['temp_max p25']).to.be.closeTo(quarter, 1e-9);
  });

  it('of the heavy report hold every pair of measures once, as a correlation', () => {
    const correlations = Object.entries(distributions(months)[JULY] as Figures).filter(([name]) =>
      name.includes(' with '),
    );
    expect(correlations).to.have.length(6);
    for (const [name, value] of correlations) expect(Math.abs(value), name).to.be.below(1);
  });

  it('take the median of the week around a day off its measures', () => {
    const days = months.flatMap((month) => month.days);
    const week = days.slice(97, 104).map((day) => day.wind);
    const median = week.sort((a, b) => a - b)[3] as number;
    const departed = departures(months).flatMap((month) => month.days);
    expect(departed[100]?.date).to.equal(days[100]?.date);
    expect(departed[100]?.wind).to.be.closeTo((days[100] as Day).wind - median, 1e-9);
  });

  it('observed stay as they are however many passes follow, and one pass has no error', () => {
    const one = acrossPasses(months, 1, monthlyMeans);
    const many = acrossPasses(months, 30, monthlyMeans);
    for (const [calendarMonth, figures] of monthlyMeans(months).entries()) {
      for (const [place, [name, value]] of Object.entries(figures).entries()) {
        expect(one[calendarMonth]?.[place]).to.deep.equal({
          name,
          observed: value,
          mean: value,
          standardError: 0,
        });
        expect(many[calendarMonth]?.[place]).to.include({ name, observed: value });
        expect(many[calendarMonth]?.[place]?.standardError).to.be.greaterThan(0);
      }
    }
  });

  it('cannot be made of a damaged file, and the message names the line', () => {
    const [columns, first] = weatherCsv().split('\n');
    expect(() => parseDays(`${columns}\n${first}\n2012-01-02,wet,1,2,3,rain\n`)).to.throw(
      'Line 3 of the weather data is "2012-01-02,wet,1,2,3,rain"',
    );
    expect(() => parseDays('day,rain\n')).to.throw('it must begin with "date,precipitation');
  });

  it('are the same when lines end as on Windows', () => {
    expect(parseDays(weatherCsv().replaceAll('\n', '\r\n'))).to.deep.equal(parseDays(weatherCsv()));
  });
});
