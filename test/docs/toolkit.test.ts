import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const PAGE = new URL('docs/toolkit.md', PROJECT_ROOT);
const TOOLKIT = new URL('src/toolkit/', PROJECT_ROOT);

interface Line {
  readonly name: string;
  readonly file: string;
  readonly use: string;
  /** The strategy that shows it; empty where none uses it by itself. */
  readonly seenIn: string;
}

async function lines(): Promise<Line[]> {
  const rows = (await readFile(PAGE, 'utf8')).matchAll(
    /^\| \[`(\w+)`\]\(\.\.\/src\/toolkit\/([\w-]+\.ts)\) +\| (.+?) +\| (?:\[[\w-]+\]\(\.\.\/strategies\/([\w-]+)\.ts\))? *\|$/gm,
  );
  return [...rows].map(([, name, file, use, seenIn = '']) => ({
    name: name!,
    file: file!,
    use: use!,
    seenIn,
  }));
}

async function exported(): Promise<string[]> {
  const files = await readdir(TOOLKIT);
  const found = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(new URL(file, TOOLKIT), 'utf8');
      return [
        ...source.matchAll(/^export (?:abstract )?(?:class|function|interface|type|const) (\w+)/gm),
      ].map(([, name]) => `${name} of ${file}`);
    }),
  );
  return found.flat();
}

describe('the page of the toolkit', () => {
  it('has a line for every building block, and none for what is not there', async () => {
    const there = (await lines()).map(({ name, file }) => `${name} of ${file}`);
    expect(there).to.have.members(await exported());
    expect(there.length).to.be.above(30);
  });

  it('says what each is for, and shows it in a strategy that uses it', async () => {
    for (const { name, file, use, seenIn } of await lines()) {
      expect(use.length, name).to.be.within(10, 130);
      if (seenIn === '') continue;
      const strategy = await readFile(new URL(`strategies/${seenIn}.ts`, PROJECT_ROOT), 'utf8');
      expect(strategy, `${name} in ${seenIn}`).to.include(`toolkit/${file}`);
    }
  });
});
