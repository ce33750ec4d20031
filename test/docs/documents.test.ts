import { access, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { runMany } from '../cli/command.ts';

/** The interface of bin/documents.js, which is plain JavaScript. */
interface Documents {
  documents(printed: (line: string[]) => Promise<string>): Promise<Map<string, string>>;
}

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
    const module: Documents = await import(new URL('bin/documents.js', PROJECT_ROOT).href);
    const lines: string[][] = [];
    await module.documents(async (line) => {
      lines.push(line);
      return '';
    });
    const ended = await runMany(lines, fileURLToPath(PROJECT_ROOT));
    const printed = new Map(lines.map((line, i) => [line.join(' '), ended[i]!.stdout]));
    for (const [path, text] of await module.documents(async (line) => printed.get(line.join(' '))!)) {
      const written = await readFile(new URL(path, PROJECT_ROOT), 'utf8');
      expect(written === text, `${path} is not what its commands print: npm run docs writes it`).to.equal(
        true,
      );
    }
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
