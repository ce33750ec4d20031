import { createHash } from 'node:crypto';
import { StoreFailure } from './store-failure.ts';

/** Hexadecimal digits of the digest: enough against accident and hasty edits, which is all it is for. */
const DIGITS = 16;

/** One line of JSON with a digest over the rest behind it, so that a reader sees what was changed after it was written. */
export function seal(content: object): string {
  return JSON.stringify({ ...content, digest: digestOf(jsonOf(content)) });
}

/** The content without its digest; undefined if it does not belong to it. */
export function unseal(sealed: object): object | undefined {
  const { digest, ...content } = sealed as { digest?: unknown };
  return digest === digestOf(JSON.stringify(content)) ? content : undefined;
}

/**
 * As `JSON.stringify`, but nothing is lost on the way: NaN, ±Infinity and gaps of arrays, which JSON would turn into null
 * without a word, are a StoreFailure that says where.
 */
export function jsonOf(content: object, indent?: number): string {
  const lost = findLost(content, '');
  if (lost !== undefined) throw new StoreFailure(`a result must not hold ${lost}`);
  return JSON.stringify(content, null, indent);
}

function findLost(value: unknown, place: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${value} (in${place})`;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, own] of Object.entries(value)) {
    const lost =
      own === undefined && Array.isArray(value)
        ? `undefined (in${place} ${key})`
        : findLost(own, `${place} ${key}`);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, DIGITS);
}
