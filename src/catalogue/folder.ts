import { readdir, readFile } from 'node:fs/promises';
import { NAME_PATTERN, unknownName } from './names.ts';
import { UsageError } from './usage-error.ts';

/** A folder of plug-ins: the file's name is the plug-in's name. Compiled files are loaded, sources are what mistakes point at. */
export type Folder = 'strategies' | 'scenarios';

const KIND: Record<Folder, string> = { strategies: 'strategy', scenarios: 'scenario' };
const COMPILED_ROOT = new URL('../../', import.meta.url);
export const SOURCE_ROOT = new URL('../../../', import.meta.url);

export async function namesIn(folder: Folder): Promise<string[]> {
  const files = await readdir(new URL(`${folder}/`, COMPILED_ROOT));
  const names = files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3));
  const bad = names.filter((name) => !NAME_PATTERN.test(name));
  if (bad.length > 0) {
    throw new UsageError(
      bad.map(
        (name) => `${folder}/${name}.ts: rename the file; a name is lower-case letters, digits and hyphens`,
      ),
    );
  }
  return names.sort();
}

/** The default export of the file of that name. */
export async function load(folder: Folder, name: string): Promise<unknown> {
  const names = await namesIn(folder);
  if (!names.includes(name)) throw new UsageError([unknownName(KIND[folder], name, names)]);
  let module: { default?: unknown };
  try {
    module = await import(new URL(`${folder}/${name}.js`, COMPILED_ROOT).href);
  } catch (error) {
    throw new UsageError([
      `${placeOf(error, folder, name)}: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  if (module.default === undefined) {
    const helper = folder === 'strategies' ? 'defineStrategy' : 'defineScenario';
    throw new UsageError([
      `${folder}/${name}.ts: nothing is exported by default; write \`export default ${helper}({ … })\``,
    ]);
  }
  return module.default;
}

/** A mistake in a file, led by the line where its field stands. */
export async function mistakeIn(
  folder: Folder,
  name: string,
  path: readonly PropertyKey[],
  message: string,
): Promise<string> {
  const source = await readFile(new URL(`${folder}/${name}.ts`, SOURCE_ROOT), 'utf8').catch(() => '');
  const field = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  return `${folder}/${name}.ts:${lineOf(source, path)}: ${field}${message}`;
}

/** The line where the field of that path begins: each part is looked for after the one before it. */
function lineOf(source: string, path: readonly PropertyKey[]): number {
  let position = Math.max(0, source.indexOf('export default'));
  for (const part of path) {
    if (typeof part !== 'string') continue;
    const name = part.replace(/[^\w-]/g, '');
    const found = source
      .slice(position)
      .search(new RegExp(`(?<=(?:^|[{,])\\s*)['"]?${name}['"]?\\s*[:,(}]`, 'm'));
    if (found < 0) break;
    position += found;
  }
  return source.slice(0, position).split('\n').length;
}

/** Where in the file an error was thrown, as far as its stack tells. */
function placeOf(error: unknown, folder: Folder, name: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const line = stack.match(new RegExp(`${folder}/${name}\\.[jt]s:(\\d+)`))?.[1];
  return `${folder}/${name}.ts${line === undefined ? '' : `:${line}`}`;
}
