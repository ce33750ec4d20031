import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, isAbsolute, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UsageError } from '../core/usage-error.ts';
import { COMPILED_ROOT, PROJECT_ROOT } from '../processes/roots.ts';
import { NAME_PATTERN, unknownName } from './names.ts';
import { ownFiles, refuseTypescript } from './own-files.ts';
import { compileFile } from './path-file.ts';
import { userPath } from './user-path.ts';

/** Folders for drop-in files. The name of a file is the name of its strategy, scenario or job. */
export type Folder = 'strategies' | 'scenarios' | 'jobs';

/** A file with a strategy, scenario or job, in any place. */
export interface PlugIn {
  readonly folder: Folder;
  /** Its name on the command line and in tables: `pull-fifo`, or `mine.ts` for a file given by its path. */
  readonly label: string;
  /** Identifies it from any folder: its name, or its absolute path. */
  readonly name: string;
  /** The name of the file in messages. */
  readonly place: string;
  readonly source: string;
  /** URL of its compiled module. */
  readonly module: string;
  /** The compiler's messages, each with file and line. */
  readonly mistakes: readonly string[];
}

const FOLDERS = ['strategies', 'scenarios', 'jobs'] as const satisfies readonly Folder[];
const KIND: Record<Folder, string> = { strategies: 'strategy', scenarios: 'scenario', jobs: 'job' };
/** These words have a fixed meaning on the command line. */
const RESERVED: Record<Folder, readonly string[]> = {
  strategies: ['inline', 'all', 'pool', 'queue', 'cluster'],
  scenarios: [],
  jobs: [],
};

/** Names of the files of a folder that have a valid name. */
export async function namesIn(folder: Folder): Promise<string[]> {
  return (await filesIn(folder)).filter((name) => misnamed(folder, name) === undefined);
}

/** Mistakes in the names of the files of a folder. */
export async function misnamedIn(folder: Folder): Promise<string[]> {
  const mistakes = (await filesIn(folder)).map((name) => misnamed(folder, name));
  return mistakes.filter((mistake) => mistake !== undefined);
}

/** Finds what the user named: a file in the folder by its name, or any file by its path. */
export async function findPlugIn(folder: Folder, text: string): Promise<PlugIn> {
  return isPath(text) ? byPath(folder, userPath(text)) : byName(folder, text);
}

function isPath(text: string): boolean {
  return /[/\\]/.test(text) || /\.[cm]?[jt]s$/.test(text);
}

async function byName(folder: Folder, name: string): Promise<PlugIn> {
  const own = ownFiles(folder).get(name);
  if (own !== undefined && misnamed(folder, name) === undefined) return ofProject(folder, name, own);
  const names = await namesIn(folder);
  if (!names.includes(name)) {
    const others = folder === 'strategies' ? ['inline', 'all'] : [];
    throw new UsageError([unknownName(KIND[folder], name, [...names, ...others])]);
  }
  const place = `${folder}/${name}.ts`;
  return {
    folder,
    label: name,
    name,
    place,
    source: fileURLToPath(new URL(place, PROJECT_ROOT)),
    module: new URL(`${folder}/${name}.js`, COMPILED_ROOT).href,
    mistakes: (await compilerMistakes()).get(place) ?? [],
  };
}

/** The file of that name in the project around this package. It wins over a built-in one. */
function ofProject(folder: Folder, name: string, path: string): PlugIn {
  const place = placeOf(path);
  refuseTypescript(path, place);
  return { folder, label: name, name, place, source: path, module: pathToFileURL(path).href, mistakes: [] };
}

/** What is named like something built in, and used instead of it, a sentence each. */
export async function replacedBuiltIns(): Promise<string[]> {
  const sentences: string[] = [];
  for (const folder of FOLDERS) {
    const builtIn = await builtInFiles(folder);
    for (const [name, path] of ownFiles(folder))
      if (builtIn.includes(name))
        sentences.push(`${placeOf(path)} is used, not the built-in ${KIND[folder]} ${name}`);
  }
  return sentences;
}

async function byPath(folder: Folder, path: string): Promise<PlugIn> {
  const place = placeOf(path);
  const label = basename(path);
  if (!/^[a-z0-9][a-z0-9-]{0,63}\.[cm]?[jt]s$/.test(label))
    throw new UsageError([`${place}: ${KIND[folder]} files are named like mine.ts: ${RULE}`]);
  if (!existsSync(path)) {
    const [name = ''] = label.split('.');
    const meant = (await namesIn(folder)).includes(name) ? ` Did you mean ${name}?` : '';
    throw new UsageError([`${place}: there is no such file.${meant}`]);
  }
  const { module, mistakes } = await compileFile(path, place);
  return { folder, label, name: path, place, source: path, module, mistakes };
}

const RULE = 'lower-case letters, digits and hyphens';

function misnamed(folder: Folder, name: string): string | undefined {
  const place = `${folder}/${name}.ts`;
  if (RESERVED[folder].includes(name))
    return `${place}: rename the file; --strategy=${name} already means something else`;
  return NAME_PATTERN.test(name) ? undefined : `${place}: rename the file; a name is ${RULE}`;
}

async function filesIn(folder: Folder): Promise<string[]> {
  return [...new Set([...(await builtInFiles(folder)), ...ownFiles(folder).keys()])].sort();
}

async function builtInFiles(folder: Folder): Promise<string[]> {
  const files = await readdir(new URL(`${folder}/`, COMPILED_ROOT));
  return files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3));
}

/** By file, relative to the project's folder: the compiler's messages for this build, the first for each line. */
export async function compilerMistakes(): Promise<Map<string, string[]>> {
  const text = await readFile(new URL('mistakes.json', COMPILED_ROOT), 'utf8').catch(() => '[]');
  const mistakes: { file: string; line: number; message: string }[] = JSON.parse(text);
  const byFile = new Map<string, string[]>();
  for (const { file, line, message } of mistakes) {
    const before = byFile.get(file) ?? [];
    if (before.some((told) => told.startsWith(`${file}:${line}:`))) continue;
    byFile.set(file, [...before, `${file}:${line}: ${message}`]);
  }
  return byFile;
}

/** Relative to the user's folder, if the file is in it. */
function placeOf(path: string): string {
  const near = relative(userPath('.'), path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}
