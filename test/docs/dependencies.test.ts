import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const PAGE = new URL('docs/dependencies.md', PROJECT_ROOT);
const PACKAGE = new URL('package.json', PROJECT_ROOT);

/** The packages of each table of the page, by their names. A line may name several; a version follows its name. */
function packagesOf(page: string): string[][] {
  const [, ...tables] = page.split(/^\| package .*$/m);
  return tables.map((table) => {
    const cells = [...table.matchAll(/^\| ([^|-][^|]*) \|/gm)].map(([, cell]) => (cell as string).trim());
    return cells.flatMap((cell) => cell.split(', ').map((one) => one.split(' ')[0] as string));
  });
}

/** Each package with the version that the page states, as far as it states one. */
function versionsOf(page: string): [string, string][] {
  return [...page.matchAll(/^\| (\S+) (\d[\d.]*) +\|/gm)].map(([, name, version]) => [
    name as string,
    version as string,
  ]);
}

describe('the page of dependencies', () => {
  it('has a line for every dependency of package.json, and none for another package', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(PACKAGE, 'utf8'));
    const [needed, ofDevelopment] = packagesOf(await readFile(PAGE, 'utf8'));
    expect(needed).to.have.members(Object.keys(dependencies));
    expect(ofDevelopment).to.have.members(Object.keys(devDependencies));
  });

  it('states the versions of package.json', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(PACKAGE, 'utf8'));
    const stated = versionsOf(await readFile(PAGE, 'utf8'));
    expect(stated.length).to.be.above(5);
    for (const [name, version] of stated) {
      const actual: string = { ...dependencies, ...devDependencies }[name];
      expect(`${actual}.`, name).to.match(new RegExp(`^${version.replaceAll('.', '\\.')}\\.`));
    }
  });
});
