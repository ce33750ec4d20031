import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { WorkResult } from '../work.ts';

const GZIP_SETTINGS = { level: 6, memLevel: 8 };

/**
 * Digests the pages as written and compresses them. The digest is the same everywhere; the compressed length can differ a
 * little between builds of Node, as they come with different versions of zlib.
 */
export function publish(pages: readonly string[]): WorkResult {
  const text = pages.join('');
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, bytes: gzipSync(text, GZIP_SETTINGS).length };
}
