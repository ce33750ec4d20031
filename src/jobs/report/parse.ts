import { readFileSync } from 'node:fs';

export const MEASURES = ['precipitation', 'temp_max', 'temp_min', 'wind'] as const;
export type Measure = (typeof MEASURES)[number];

/** One line of the data set; the measures under the names of their columns. */
export interface Day extends Readonly<Record<Measure, number>> {
  /** Year-month-day. */
  readonly date: string;
  readonly weather: string;
}

/** A month of a given year, its days in order. */
export interface Month {
  /** Year-month. */
  readonly name: string;
  readonly days: readonly Day[];
}

const COLUMNS = 'date,precipitation,temp_max,temp_min,wind,weather';

// Copied there by the build.
const DATA_FILE = new URL('../data/seattle-weather.csv', import.meta.url);

let csv: string | undefined;

/** The text of the data set, read from disk once in each process. */
export function weatherCsv(): string {
  csv ??= readFileSync(DATA_FILE, 'utf8');
  return csv;
}

export function parseDays(text: string): Day[] {
  const [columns, ...lines] = text.trimEnd().split(/\r?\n/);
  if (columns !== COLUMNS) {
    throw new Error(`The weather data begins with "${columns}"; it must begin with "${COLUMNS}"`);
  }
  return lines.map((line, index) => parseDay(line, index + 2));
}

function parseDay(line: string, lineNumber: number): Day {
  const [date = '', precipitation, temp_max, temp_min, wind, weather = ''] = line.split(',');
  const day: Day = {
    date,
    precipitation: Number(precipitation),
    temp_max: Number(temp_max),
    temp_min: Number(temp_min),
    wind: Number(wind),
    weather,
  };
  const sum = day.precipitation + day.temp_max + day.temp_min + day.wind;
  if (!Number.isFinite(sum) || date.length !== 10 || weather === '') {
    throw new Error(`Line ${lineNumber} of the weather data is "${line}"; it must hold ${COLUMNS}`);
  }
  return day;
}

/** Days in order of time, cut where the month changes. */
export function monthsOf(days: readonly Day[]): Month[] {
  const byName = new Map<string, Day[]>();
  for (const day of days) {
    const name = day.date.slice(0, 7);
    const month = byName.get(name);
    if (month === undefined) byName.set(name, [day]);
    else month.push(day);
  }
  return Array.from(byName, ([name, days]) => ({ name, days }));
}
