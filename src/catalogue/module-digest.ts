import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** Those files (by URL) and all that they import by a relative path, apart from those that begin with `except`. */
export async function withImports(modules: readonly string[], except: string): Promise<Set<string>> {
  const found = new Set<string>();
  const toRead = [...modules];
  for (let module = toRead.pop(); module !== undefined; module = toRead.pop()) {
    if (found.has(module) || module.startsWith(except)) continue;
    found.add(module);
    for (const [, path = ''] of (await textOfModule(module)).matchAll(RELATIVE_IMPORT))
      toRead.push(new URL(path, module).href);
  }
  return found;
}

/** Of the texts alone: where a file lies may differ from one command to the next. */
export async function digestOfModules(modules: Iterable<string>): Promise<string> {
  const texts = await Promise.all([...modules].map(textOfModule));
  const hash = createHash('sha256');
  for (const text of texts.sort()) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Of a job's file and all that it imports by a relative path. */
export async function digestOfJob(module: string): Promise<string> {
  return digestOfModules(await withImports([module], 'node:'));
}

/** Empty for what is not there: whoever runs it hears of that. */
function textOfModule(module: string): Promise<string> {
  return readFile(fileURLToPath(module), 'utf8').catch(() => '');
}
