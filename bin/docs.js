import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { documents } from './documents.js';

/* Writes the documents anew; with --check it only names those that are not what they should be, and exits 1 if there are any. */

const LAUNCHER = fileURLToPath(new URL('cluster-bench.js', import.meta.url));
const cwd = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} args */
async function printed(args) {
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, ...args], {
    cwd,
    maxBuffer: 1e8,
  });
  return stdout;
}

const checking = process.argv.includes('--check');
for (const [path, text] of await documents(printed)) {
  const file = new URL(`../${path}`, import.meta.url);
  if (!checking) await writeFile(file, text);
  else if ((await readFile(file, 'utf8')) !== text) {
    process.stdout.write(`${path} is not what its commands print: npm run docs writes it\n`);
    process.exitCode = 1;
  }
}
