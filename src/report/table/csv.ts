import { escaped } from '../../results/escaped.ts';

type Value = string | number | null | undefined;

const DIGITS = 5;
/** A spreadsheet treats text that begins with one of these as a formula, unless an apostrophe precedes it. */
const FORMULA = /^[=+@\t\r-]/;

/** A line of CSV (RFC 4180). Numbers have five significant digits; unknown values are empty. */
export function csvLine(values: readonly Value[]): string {
  return values.map((value) => (typeof value === 'number' ? numeral(value) : csvText(value ?? ''))).join(',');
}

function numeral(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)));
}

function csvText(text: string): string {
  const harmless = escaped(FORMULA.test(text) ? `'${text}` : text);
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
