import { writeFile } from 'node:fs/promises';
import { documents } from './documents.js';

for (const [path, text] of await documents()) await writeFile(new URL(`../${path}`, import.meta.url), text);
