import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** What comes of a report. */
export interface Published {
  /** Of the pages: the same on every run, every worker and every machine. */
  readonly digest: string;
  /** Of the pages once compressed: the same wherever Node comes with the same zlib. */
  readonly bytes: number;
}

const GZIP_SETTINGS = { level: 6, memLevel: 8 };

/**
 * Computes a digest of the pages and compresses them. The digest is the same everywhere. The compressed length may differ
 * slightly between builds of Node, because their versions of zlib differ.
 */
export function publish(pages: readonly string[]): Published {
  const text = pages.join('');
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, bytes: gzipSync(text, GZIP_SETTINGS).length };
}
