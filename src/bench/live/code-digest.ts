import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { COMPILED_ROOT } from '../../processes/roots.ts';

const OWN_CODE = new URL('src/', COMPILED_ROOT).href;
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/**
 * Digest of all compiled code that a run executes: the project's own code, the given files (by URL) and their imports. Two
 * runs with the same digest ran the same code. Files that neither run uses may differ.
 */
export async function codeDigest(modules: readonly string[]): Promise<string> {
  const names = await readdir(new URL(OWN_CODE), { recursive: true });
  const own = names.filter((name) => name.endsWith('.js')).map((name) => new URL(name, OWN_CODE).href);
  const texts = await Promise.all([...own, ...(await withImports(modules))].map(textOf));
  const hash = createHash('sha256');
  // Paths are left out, because they may differ between commands.
  for (const text of texts.sort()) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** These files and all their relative imports, without the project's own code. */
async function withImports(modules: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const toRead = [...modules];
  for (let module = toRead.pop(); module !== undefined; module = toRead.pop()) {
    if (found.has(module) || module.startsWith(OWN_CODE)) continue;
    found.add(module);
    for (const [, path = ''] of (await textOf(module)).matchAll(RELATIVE_IMPORT))
      toRead.push(new URL(path, module).href);
  }
  return found;
}

/** Empty for a missing file. Running it will report the error. */
function textOf(module: string): Promise<string> {
  return readFile(fileURLToPath(module), 'utf8').catch(() => '');
}
