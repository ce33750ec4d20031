import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const SRC = fileURLToPath(new URL('src/', PROJECT_ROOT));

describe('every folder of src', () => {
  it('says in its README what it is, in a sentence or two', async () => {
    const entries = await readdir(SRC, { recursive: true, withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory());
    expect(folders.length).to.be.above(30);
    for (const { parentPath, name } of folders) {
      const text = await readFile(`${parentPath}/${name}/README.md`, 'utf8');
      expect(text, `${parentPath}/${name}`).to.match(/^[A-Z`].{10,180}\.\n$/);
    }
  });

  it('has rules for its imports', async () => {
    const rules = await readFile(new URL('biome.json', PROJECT_ROOT), 'utf8');
    const rooms = (await readdir(SRC, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const { name } of rooms)
      expect(rules, name).to.match(new RegExp(`src/${name}(/\\S+)? may import: `));
  });
});
