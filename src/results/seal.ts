import { createHash } from 'node:crypto';

/** Hexadecimal digits of the digest: enough against accident and hasty edits, which is all it is for. */
const DIGITS = 16;

/** One line of JSON with a digest over the rest behind it, so that a reader sees what was changed after it was written. */
export function seal(content: object): string {
  return JSON.stringify({ ...content, digest: digestOf(JSON.stringify(content)) });
}

/** The content without its digest; undefined if it does not belong to it. */
export function unseal(sealed: object): object | undefined {
  const { digest, ...content } = sealed as { digest?: unknown };
  return digest === digestOf(JSON.stringify(content)) ? content : undefined;
}

export function digestOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, DIGITS);
}
