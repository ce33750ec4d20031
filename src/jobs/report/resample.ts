import type { Month } from './parse.ts';

export const MONTHS_A_YEAR = 12;

/**
 * The data set as pass number `pass` sees it: pass 0 as observed, every later pass with each month taken from a year drawn at
 * random (a block bootstrap, which keeps the seasons and the order of days within a month). How much a figure differs from
 * pass to pass says how much it depends on the years observed. The same pass always draws the same.
 */
export function resample(months: readonly Month[], pass: number): readonly Month[] {
  if (pass === 0) return months;
  const years = months.length / MONTHS_A_YEAR;
  if (!Number.isInteger(years))
    throw new Error(`Cannot resample ${months.length} months; whole years needed`);
  // A linear congruential generator modulo 2³²; only its high bits are random, and the division uses those.
  let state = Math.imul(pass, 0x9e3779b1);
  return months.map((_, slot) => {
    state = Math.imul(state, 1664525) + 1013904223;
    const year = Math.floor(((state >>> 0) / 2 ** 32) * years);
    return months[year * MONTHS_A_YEAR + (slot % MONTHS_A_YEAR)] as Month;
  });
}
