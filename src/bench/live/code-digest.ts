import { readdir } from 'node:fs/promises';
import { digestOfModules, withImports } from '../../catalogue/module-digest.ts';
import { COMPILED_ROOT } from '../../processes/roots.ts';

const OWN_CODE = new URL('src/', COMPILED_ROOT).href;

/**
 * Digest of all compiled code that a run executes: the project's own code, the given files (by URL) and their imports. Two
 * runs with the same digest ran the same code. Files that neither run uses may differ.
 */
export async function codeDigest(modules: readonly string[]): Promise<string> {
  const names = await readdir(new URL(OWN_CODE), { recursive: true });
  const own = names.filter((name) => name.endsWith('.js')).map((name) => new URL(name, OWN_CODE).href);
  return digestOfModules([...own, ...(await withImports(modules, OWN_CODE))]);
}
