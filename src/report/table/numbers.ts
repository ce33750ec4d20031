/** Three significant digits, plainly written; a dash where there is no number. */
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

/** By how much a ratio differs from 1, in percent without the sign for it: `−23`, `+4.1`, `0`. */
export function change(ratio: number): string {
  const percent = (ratio - 1) * 100;
  const text = Math.abs(percent).toFixed(Math.abs(percent) < 10 ? 1 : 0);
  return Number(text) === 0 ? '0' : `${percent < 0 ? '−' : '+'}${text}`;
}

/** One value ÷ another, with the ends of its interval; null where there is none. */
export interface Ratio {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** `−23 % [−31, −14]`; an open end where the blocks are too few for one. */
export function changeInWords(ratio: Ratio | null): string {
  if (ratio === null) return '–';
  const low = ratio.low === null ? '…' : change(ratio.low);
  const high = ratio.high === null ? '…' : change(ratio.high);
  return `${change(ratio.estimate)} % [${low}, ${high}]`;
}

/** For a cell whose column says that it is a p. */
export function probability(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

/** What of a whole was good, in percent and rounded down: `100.00 %` means all of it. */
export function goodShare(share: number | null): string {
  return share === null ? '–' : `${(Math.floor(share * 10_000 + 1e-9) / 100).toFixed(2)} %`;
}

/** What `--blocks` takes at most: beyond it, a run is not what would settle a question. */
const MOST_BLOCKS = 1000;

/** How many blocks it would take, about, or replications of a simulation. */
export function blocksInWords(blocks: number, name = 'blocks'): string {
  return blocks > MOST_BLOCKS ? `more than ${MOST_BLOCKS} ${name}` : `about ${blocks} ${name}`;
}

/** A time for people: `42 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A share as it was set, in percent: 0.29 × 100 is a little less than 29, and 0.999 × 100 a little more than 99.9. */
export function exactPercent(share: number): string {
  return `${Number((share * 100).toPrecision(12))} %`;
}
