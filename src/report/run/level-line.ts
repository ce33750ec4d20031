import type { Level } from '../../results/parts.ts';
import { digits } from '../table/numbers.ts';

/** What load was asked for and what was offered, over so many plans; nothing where no heavy requests were asked for. */
export function levelLines(levels: readonly Level[], at = ''): string[] {
  const [first] = levels;
  if (first === undefined || first.asked.perSecond === 0) return [];
  const { perSecond, share } = first.asked;
  const asked = share === null ? '' : ` (${percent(share)} of what the job workers can do)`;
  const offered = range(levels.map((level) => digits(level.offered.perSecond)));
  const shares = levels.map((level) => level.offered.share).filter((one) => one !== null);
  const part = shares.length === 0 ? '' : ` (${range(shares.map(percent))})`;
  const by = new Set(levels.map((level) => level.offered.perSecond)).size === 1 ? '' : ', by block';
  return [
    `${at}Heavy requests a second: asked for ${digits(perSecond)}${asked}, offered ${offered}${part}${by}.`,
  ];
}

/** Lowest to highest, of which there may be one. */
function range(texts: readonly string[]): string {
  const sorted = texts.toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  const [lowest = '', highest = ''] = [sorted[0], sorted.at(-1)];
  return lowest === highest ? lowest : `${lowest} to ${highest}`;
}

function percent(share: number): string {
  return `${digits(share * 100)} %`;
}
