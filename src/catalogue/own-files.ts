import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import { PROJECT_ROOT } from '../processes/roots.ts';
import type { Folder } from './plug-in.ts';
import { userPath } from './user-path.ts';

/** This package is one of those that another project has installed, and not a clone. */
export const isInstalled = !existsSync(new URL('src/', PROJECT_ROOT));

/** `mine.ts`; not `mine.d.ts` or `mine.test.js`. */
const FILE = /^([^._][^.]*)\.([cm]?[jt]s)$/;

/**
 * Where this package is installed: files that the project around it has in a folder of that name, by what they are called.
 * Where one was compiled beside itself, what was compiled.
 */
export function ownFiles(folder: Folder): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (!isInstalled) return files;
  const place = userPath(folder);
  if (!existsSync(place)) return files;
  for (const file of readdirSync(place).sort()) {
    const [, name, extension = ''] = FILE.exec(file) ?? [];
    if (name === undefined || (extension.endsWith('ts') && files.has(name))) continue;
    files.set(name, join(place, file));
  }
  return files;
}

/** For code that nobody compiles: throws for TypeScript that this Node cannot load. */
export function refuseTypescript(path: string, place: string): void {
  if (!path.endsWith('ts') || canLoadTypescript()) return;
  throw new UsageError([
    `${place}: Node ${process.versions.node} does not load TypeScript: compile it to JavaScript beside it, or use Node 22.18 or newer`,
  ]);
}

function canLoadTypescript(): boolean {
  const { typescript } = process.features as { readonly typescript?: unknown };
  // Or what was asked for with `--import tsx`.
  return Boolean(typescript) || process.execArgv.some((word) => /\b(tsx|ts-node|swc|esbuild)\b/.test(word));
}
