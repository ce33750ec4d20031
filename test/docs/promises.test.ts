import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const PAGE = new URL('docs/promises.md', PROJECT_ROOT);

/** A test that the page names: its file, and the words of its title if it quotes some. */
interface Reference {
  readonly file: string;
  readonly title: string | undefined;
}

function referencesIn(page: string): Reference[] {
  const pattern = /\]\(\.\.\/(test\/[\w./-]+)\)(?: _([^_]+)_)?/g;
  return [...page.matchAll(pattern)].map(([, file, title]) => ({ file: file!, title }));
}

describe('the page of promises', () => {
  it('names tests that are there, by words of their titles', async () => {
    const references = referencesIn(await readFile(PAGE, 'utf8'));
    expect(references.length).to.be.above(30);
    for (const { file, title } of references) {
      const source = await readFile(new URL(file, PROJECT_ROOT), 'utf8');
      if (title !== undefined) expect(source, file).to.include(title);
    }
  });

  it('has a line for each of its faults, by number, with a test or the reason why there is none', async () => {
    const page = await readFile(PAGE, 'utf8');
    const rows = [...page.matchAll(/^\| ([\d, ]+) \| (.+) \| (.+) \| (.+) \|$/gm)];
    const numbers = rows.flatMap(([, which]) => which!.split(',').map(Number));
    expect(numbers.length).to.be.at.least(50);
    expect(numbers).to.deep.equal(numbers.map((_, i) => i + 1));
    for (const [, which, , outcome, tests] of rows)
      expect(/test\//.test(tests!) || /Not |same path/.test(outcome! + tests!), `fault ${which}`).to.equal(
        true,
      );
  });
});
