import { createHash } from 'node:crypto';
import { StoreFailure } from './store-failure.ts';

/** Hexadecimal digits of the digest: enough to detect accidents and quick edits, which is its only purpose. */
const DIGITS = 16;

/** One line of JSON with a digest at its end, so that a reader notices later changes. */
export function seal(content: object): string {
  return JSON.stringify({ ...content, digest: digestOf(jsonOf(content)) });
}

/** The content without its digest; undefined if the digest does not match. */
export function unseal(sealed: object): object | undefined {
  const { digest, ...content } = sealed as { digest?: unknown };
  return digest === digestOf(JSON.stringify(content)) ? content : undefined;
}

/**
 * Like `JSON.stringify`, but without silent losses: NaN, ±Infinity and gaps in arrays, which JSON would turn into null, are a
 * StoreFailure that says where.
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
