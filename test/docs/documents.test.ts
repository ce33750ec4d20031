import { execFile } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const DOCS = fileURLToPath(new URL('bin/docs.js', PROJECT_ROOT));

async function pages(): Promise<string[]> {
  const all = await readdir(new URL('docs/', PROJECT_ROOT), { recursive: true });
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...all.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
}

describe('the documents', function () {
  this.timeout(60_000);

  it('hold what their commands print, and the arrows of the linter', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DOCS, '--check']).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).to.equal('');
  });

  it('link to files that are there', async () => {
    for (const path of await pages()) {
      const text = await readFile(new URL(path, PROJECT_ROOT), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
      for (const link of links)
        await access(new URL(`${dirname(path)}/${link}`, PROJECT_ROOT)).catch(() => {
          throw new Error(`${path} links to ${link}, which is not there`);
        });
    }
  });

  it('name every room of src with what it may import', async () => {
    const page = await readFile(new URL('docs/data-path.md', PROJECT_ROOT), 'utf8');
    for (const room of ['contract', 'core', 'cluster', 'report', 'cli', 'load/plan', 'lab/theory'])
      expect(page).to.match(new RegExp(`\\n- \\[\`${room}\`\\]\\(.*\\n {2}Imports `));
  });
});
