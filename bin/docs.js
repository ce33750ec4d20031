import { readFile, writeFile } from 'node:fs/promises';
import { documents } from './documents.js';

/* Writes the documents anew; with --check it only names those that are not what they should be, and exits 1 if there are any. */

const checking = process.argv.includes('--check');
for (const [path, text] of await documents()) {
  const file = new URL(`../${path}`, import.meta.url);
  if (!checking) await writeFile(file, text);
  else if ((await readFile(file, 'utf8')) !== text) {
    process.stdout.write(`${path} is not what its commands print: npm run docs writes it\n`);
    process.exitCode = 1;
  }
}
