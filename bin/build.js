// @ts-check
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCompiler } from './compiler.js';

/*
 * Compiles the project. Each state of the sources gets its own folder, `dist/<digest>`, which never changes afterwards. So a
 * running command keeps its files, even if sources are edited or compiled meanwhile.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
/** Folders for users' files. A mistake in one of them must not stop commands that do not use it. */
const DROP_IN_FOLDERS = ['strategies', 'scenarios', 'jobs'];
const COMMAND_FOLDERS = ['src', ...DROP_IN_FOLDERS];
/** Data files, copied next to the compiled files. */
const DATA_FOLDER = 'src/jobs/data';
/** Builds are removed after this time without use. */
const KEEP_MS = 3_600_000;
const PACKAGE = 'package';
const EXIT_FAILED = 1;
const EXIT_ENVIRONMENT = 4;

/**
 * Returns the folder with the compiled project. If compiling fails, it prints a message and ends the process.
 * @param {boolean} withTests
 * @returns {string}
 */
export function build(withTests = false) {
  const folders = withTests ? [...COMMAND_FOLDERS, 'test'] : COMMAND_FOLDERS;
  const folder = join(DIST, `${withTests ? 'test-' : ''}${digestOf(folders)}`);
  if (!existsSync(folder)) compile(folders, folder);
  use(folder);
  removeUnused(folder);
  return folder;
}

/**
 * The folder that the package's `exports` name: everything compiled, with types, without maps. Made anew when a source has
 * changed.
 * @returns {string}
 */
export function buildPackage() {
  const folder = join(DIST, PACKAGE);
  const mark = join(folder, 'digest');
  const digest = digestOf(COMMAND_FOLDERS);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return folder;
  const making = compiled(COMMAND_FOLDERS, { declaration: true, sourceMap: false });
  writeFileSync(join(making, 'digest'), digest);
  rmSync(folder, { recursive: true, force: true });
  moveTo(folder, making);
  return folder;
}

/** @param {readonly string[]} folders */
function digestOf(folders) {
  const hash = createHash('sha256');
  // A copy of the project need not have every folder.
  const files = folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && (folder === 'src' || entry.name.endsWith('ts')))
        .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))),
    );
  for (const file of ['package.json', 'tsconfig.json', ...files.sort()])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {readonly string[]} folders
 * @param {string} to
 */
function compile(folders, to) {
  const making = compiled(folders, {});
  mkdirSync(join(making, 'users'));
  moveTo(to, making);
}

/**
 * Everything compiled, in a folder of no name yet.
 * @param {readonly string[]} folders
 * @param {object} more compiler options
 * @returns {string}
 */
function compiled(folders, more) {
  const making = join(DIST, `.making-${process.pid}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const config = join(making, 'tsconfig.json');
  const types = folders.includes('test') ? ['node', 'mocha'] : ['node'];
  const compilerOptions = {
    rootDir: '../..',
    outDir: '.',
    noEmitOnError: false,
    allowJs: false,
    types,
    ...more,
  };
  const include = folders.map((folder) => `../../${folder}`);
  if (process.stderr.isTTY) process.stderr.write('compiling …\r');
  const { mistakes, failure } = checked(config, { extends: '../../tsconfig.json', compilerOptions, include });
  const isDroppedIn = (/** @type {string} */ file) =>
    DROP_IN_FOLDERS.some((folder) => file.startsWith(`${folder}/`));
  const ours = mistakes.filter(({ file }) => !isDroppedIn(file));
  if (ours.length > 0 || failure !== undefined) {
    rmSync(making, { recursive: true, force: true });
    if (failure !== undefined) end([failure], EXIT_ENVIRONMENT);
    end(
      ours.map(({ file, line, message }) => `${file}:${line}: ${message}`),
      EXIT_FAILED,
    );
  }
  cpSync(join(ROOT, DATA_FOLDER), join(making, DATA_FOLDER), { recursive: true });
  writeFileSync(join(making, 'mistakes.json'), JSON.stringify(mistakes));
  rmSync(config);
  return making;
}

/**
 * All mistakes: those of files that cannot be read, and those of all others.
 * @param {string} config
 * @param {object} settings
 */
function checked(config, settings) {
  writeFileSync(config, JSON.stringify(settings));
  const { mistakes, unreadable, failure } = runCompiler(config);
  if (unreadable.length === 0) return { mistakes, failure };
  const exclude = unreadable.map((file) => `../../${file}`);
  writeFileSync(config, JSON.stringify({ ...settings, exclude }));
  const others = runCompiler(config);
  const ofOthers = others.mistakes.filter(({ file }) => !unreadable.includes(file));
  return {
    mistakes: [...mistakes.filter(({ file }) => unreadable.includes(file)), ...ofOthers],
    failure: others.failure,
  };
}

/**
 * @param {string} to
 * @param {string} making
 */
function moveTo(to, making) {
  try {
    renameSync(making, to);
  } catch (error) {
    // Another process was faster. The same sources give the same files.
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/**
 * Marks the build as used until this process ends.
 * @param {string} folder
 */
function use(folder) {
  const mark = join(folder, 'users', String(process.pid));
  writeFileSync(mark, '');
  const now = new Date();
  utimesSync(folder, now, now);
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** @param {string} mine */
function removeUnused(mine) {
  for (const name of readdirSync(DIST)) {
    const folder = join(DIST, name);
    if (
      folder === mine ||
      name === PACKAGE ||
      Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < KEEP_MS
    )
      continue;
    const users = existsSync(join(folder, 'users')) ? readdirSync(join(folder, 'users')) : [];
    if (!users.some((pid) => isAlive(Number(pid)))) rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {readonly string[]} lines
 * @param {number} code
 * @returns {never}
 */
function end(lines, code) {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exit(code);
}
