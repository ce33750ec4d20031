import type { Month } from './parse.ts';

export const MONTHS_A_YEAR = 12;

/**
 * The data set of pass number `pass`. Pass 0 has it as observed. Later passes take each month from a random year (a block
 * bootstrap, which keeps the seasons and the order of days within a month). The spread of a figure over the passes shows
 * how much it depends on the observed years. The same pass always draws the same years.
 */
export function resample(months: readonly Month[], pass: number): readonly Month[] {
  if (pass === 0) return months;
  const years = months.length / MONTHS_A_YEAR;
  if (!Number.isInteger(years))
    throw new Error(`Cannot resample ${months.length} months; whole years needed`);
  // A linear congruential generator modulo 2³². Only its high bits are random; the division uses those.
  let state = Math.imul(pass, 0x9e3779b1);
  return months.map((_, slot) => {
    state = Math.imul(state, 1664525) + 1013904223;
    const year = Math.floor(((state >>> 0) / 2 ** 32) * years);
    return months[year * MONTHS_A_YEAR + (slot % MONTHS_A_YEAR)] as Month;
  });
}
