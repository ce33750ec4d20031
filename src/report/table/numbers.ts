/** Three significant digits without an exponent; a dash if there is no number. */
export function digits(value: number | null): string {
  if (value === null) return '–';
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** Shares of a whole in percent, joined: `24/26/25/25 %`. */
export function shares(parts: readonly number[]): string {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return '–';
  return `${parts.map((part) => Math.round((part / whole) * 100)).join('/')} %`;
}

/** The difference of a ratio from 1 in percent, without the percent sign: `−23`, `+4.1`, `0`. */
export function change(ratio: number): string {
  const percent = (ratio - 1) * 100;
  const text = Math.abs(percent).toFixed(Math.abs(percent) < 10 ? 1 : 0);
  return Number(text) === 0 ? '0' : `${percent < 0 ? '−' : '+'}${text}`;
}

/** One value ÷ another, with the ends of its interval; null if there is none. */
export interface Ratio {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** `−23 % [−31, −14]`. An end is open if there are too few blocks. */
export function changeInWords(ratio: Ratio | null): string {
  if (ratio === null) return '–';
  const low = ratio.low === null ? '…' : change(ratio.low);
  const high = ratio.high === null ? '…' : change(ratio.high);
  return `${change(ratio.estimate)} % [${low}, ${high}]`;
}

/** For a cell in a column of p values. */
export function probability(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

/** A share in percent, rounded down: `100.00 %` means all. */
export function goodShare(share: number | null): string {
  return share === null ? '–' : `${(Math.floor(share * 10_000 + 1e-9) / 100).toFixed(2)} %`;
}

/** The maximum of `--blocks`. */
const MOST_BLOCKS = 1000;

/** The estimated number of blocks needed, or of replications in a simulation. */
export function blocksInWords(blocks: number, name = 'blocks'): string {
  return blocks > MOST_BLOCKS ? `more than ${MOST_BLOCKS} ${name}` : `about ${blocks} ${name}`;
}

/** A time for people: `42 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A share in percent without rounding errors: 0.29 × 100 is slightly less than 29, 0.999 × 100 slightly more than 99.9. */
export function exactPercent(share: number): string {
  return `${Number((share * 100).toPrecision(12))} %`;
}
