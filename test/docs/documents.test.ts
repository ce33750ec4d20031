import { access, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { documents } from '../../bin/documents.js';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

describe('the documents', function () {
  this.timeout(60_000);
  let anew: ReadonlyMap<string, string>;

  before(async () => {
    anew = await documents();
  });

  it('hold what their commands print, and the arrows of the linter', async () => {
    for (const [path, text] of anew) {
      const written = await readFile(new URL(path, PROJECT_ROOT), 'utf8');
      expect(written === text, `${path} is not what its commands print: npm run docs writes it`).to.equal(
        true,
      );
    }
  });

  it('link to files that are there', async () => {
    for (const [path, text] of anew) {
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
      for (const link of links)
        await access(new URL(`${dirname(path)}/${link}`, PROJECT_ROOT)).catch(() => {
          throw new Error(`${path} links to ${link}, which is not there`);
        });
    }
  });

  it('name every room of src with what it may import', () => {
    const page = anew.get('docs/data-path.md') ?? '';
    for (const room of ['contract', 'core', 'cluster', 'report', 'cli', 'load/plan', 'lab/theory'])
      expect(page).to.match(new RegExp(`\\n- \\[\`${room}\`\\]\\(.*\\n {2}Imports `));
  });
});
