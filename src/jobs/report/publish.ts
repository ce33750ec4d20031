import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { WorkResult } from '../work.ts';

const GZIP_SETTINGS = { level: 6, memLevel: 8 };

/**
 * Computes a digest of the pages and compresses them. The digest is the same everywhere. The compressed length may differ
 * slightly between builds of Node, because their versions of zlib differ.
 */
export function publish(pages: readonly string[]): WorkResult {
  const text = pages.join('');
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, bytes: gzipSync(text, GZIP_SETTINGS).length };
}
