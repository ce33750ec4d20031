import type { Level } from '../../results/parts.ts';
import { digits } from '../table/numbers.ts';

/** The requested and the offered load of these plans; empty without heavy requests. */
export function levelLines(levels: readonly Level[], at = ''): string[] {
  const [first] = levels;
  if (first === undefined || first.asked.perSecond === 0) return [];
  const { perSecond, share } = first.asked;
  const asked = share === null ? '' : ` (${percent(share)} of capacity)`;
  const offered = range(levels.map((level) => digits(level.offered.perSecond)));
  const shares = levels.map((level) => level.offered.share).filter((one) => one !== null);
  const part = shares.length === 0 ? '' : ` (${range(shares.map(percent))})`;
  const by = new Set(levels.map((level) => level.offered.perSecond)).size === 1 ? '' : ', by block';
  return [
    `${at}Heavy requests a second: asked for ${digits(perSecond)}${asked}, offered ${offered}${part}${by}.`,
  ];
}

/** Lowest to highest, or one value if they are equal. */
function range(texts: readonly string[]): string {
  const sorted = texts.toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  const [lowest = '', highest = ''] = [sorted[0], sorted.at(-1)];
  return lowest === highest ? lowest : `${lowest} to ${highest}`;
}

function percent(share: number): string {
  return `${digits(share * 100)} %`;
}
