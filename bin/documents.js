import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/* All generated parts of the documents. They come from commands or from the source tree. */

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Whole pages, by the command that prints them. */
const PAGES = {
  'docs/strategies.md': ['list', 'strategies', '--markdown'],
  'docs/alternatives.md': ['list', 'alternatives', '--markdown'],
  'docs/result-schema.json': ['list', 'schema'],
  'docs/scenario.md': ['list', 'scenario-reference'],
};
/** A text block that begins with the command that prints the rest. */
const PRINTED = /^```text\n\$ npm run (\S+)(?: -- (.*))?\n[\s\S]*?^```$/gm;
const ROOMS = /(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/;

/**
 * The documents as they should be, by path.
 *
 * @param {(args: string[]) => Promise<string>} printed what a command prints
 * @returns {Promise<Map<string, string>>}
 */
export async function documents(printed) {
  const all = new Map();
  for (const [path, args] of Object.entries(PAGES)) all.set(path, await printed(args));
  for (const path of await handWritten()) {
    const page = await withPrinted(await readFile(join(PROJECT, path), 'utf8'), printed);
    all.set(path, ROOMS.test(page) ? page.replace(ROOMS, `$1\n${await rooms()}\n$2`) : page);
  }
  return all;
}

async function handWritten() {
  const pages = await readdir(join(PROJECT, 'docs'));
  return ['README.md', ...pages.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)].filter(
    (path) => !Object.hasOwn(PAGES, path),
  );
}

/**
 * @param {string} page
 * @param {(args: string[]) => Promise<string>} printed
 */
async function withPrinted(page, printed) {
  let anew = page;
  for (const [block, command, args] of page.matchAll(PRINTED)) {
    const asked = `$ npm run ${command}${args === undefined ? '' : ` -- ${args}`}`;
    const output = await printed([command ?? '', ...(args ?? '').split(' ').filter((word) => word !== '')]);
    anew = anew.replace(block, () => `\`\`\`text\n${asked}\n${output.trimEnd()}\n\`\`\``);
  }
  return anew;
}

/** Each room with the README of its folder, and its allowed imports from the linter rules. */
async function rooms() {
  const { overrides } = JSON.parse(await readFile(join(PROJECT, 'biome.json'), 'utf8'));
  const lines = [];
  for (const { includes, linter } of overrides) {
    const [rule] = linter?.rules?.style?.noRestrictedImports?.options?.patterns ?? [];
    const [, room, imports] = /^src\/(\S+) may import: (.*)\.$/.exec(rule?.message ?? '') ?? [];
    if (room === undefined) continue;
    const folder = dirname(includes[0]);
    const about = (await readFile(join(PROJECT, folder, 'README.md'), 'utf8')).trim();
    lines.push(`- [\`${room}\`](../${folder}) ${about}\n  Imports ${imports}.`);
  }
  return lines.join('\n');
}
