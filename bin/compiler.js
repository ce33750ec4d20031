// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Of the compiler's errors, those from 1000 to 1999. */
const SYNTAX_ERROR = /^(.+?)\(\d+,\d+\): error TS1\d{3}: /gm;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ file: string, line: number, message: string }} Mistake file is relative to the project's root
 * @typedef {{ mistakes: readonly Mistake[], unreadable: readonly string[], failure: string | undefined }} Compiled
 * `unreadable`: files whose syntax is wrong; while there are any, the compiler looks for no other mistakes. A failure belongs to
 * no file.
 */

/**
 * Runs the compiler on a configuration file.
 * @param {string} config
 * @returns {Compiled}
 */
export function runCompiler(config) {
  const compiler = compilerPath();
  if (compiler === undefined) return { mistakes: [], unreadable: [], failure: missing() };
  // One thread: more of them check the same types again. On 2 cores that takes as long, and twice the processor time.
  const words = [compiler, '--project', config, '--pretty', 'false', '--singleThreaded'];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
  const mistakes = mistakesIn(stdout);
  const failed = status !== 0 && mistakes.length === 0;
  return {
    mistakes,
    unreadable: [...new Set([...stdout.matchAll(SYNTAX_ERROR)].map(([, file]) => file ?? ''))],
    failure: failed ? `the compiler failed: ${stdout}${stderr}`.trim() : undefined,
  };
}

/** @returns {string | undefined} */
function compilerPath() {
  const require = createRequire(import.meta.url);
  try {
    require.resolve('@types/node/package.json');
    return require.resolve('typescript/package.json').replace(/package\.json$/, 'bin/tsc');
  } catch {
    return undefined;
  }
}

function missing() {
  return existsSync(`${ROOT}node_modules`)
    ? 'the compiler is not installed: NODE_ENV=production, or --omit=dev, leaves it out. Install it with: npm ci --include=dev'
    : 'nothing is installed yet. Install it with: npm ci';
}

/**
 * Parses the errors of `tsc --pretty false`: one line each, followed by indented lines with details.
 * @param {string} printed
 * @returns {Mistake[]}
 */
function mistakesIn(printed) {
  /** @type {Mistake[]} */
  const mistakes = [];
  for (const line of printed.split('\n')) {
    const [, file, at, message] = /^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    const last = mistakes.at(-1);
    if (file !== undefined && message !== undefined) mistakes.push({ file, line: Number(at), message });
    else if (last !== undefined && /^\s+\S/.test(line)) last.message += ` ${line.trim()}`;
  }
  return mistakes;
}
