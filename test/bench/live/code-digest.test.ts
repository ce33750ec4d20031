import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { codeDigest } from '../../../src/bench/live/code-digest.ts';

describe('the digest of what a run executes', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  const digest = () => codeDigest([pathToFileURL(file('mine.js')).href]);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digest-'));
    await writeFile(file('mine.js'), "import { it } from './helper.js';\nexport default it;\n");
    await writeFile(file('helper.js'), "export * from './further.js';\n");
    await writeFile(file('further.js'), 'export const it = 1;\n');
    await writeFile(file('other.js'), 'export default 1;\n');
  });
  after(() => rm(folder, { recursive: true }));

  it('does not change with a file that the run does not use', async () => {
    const before = await digest();
    await writeFile(file('other.js'), '// a comment\nexport default 1;\n');
    expect(await digest()).to.equal(before);
  });

  it('changes with each file that it uses, however indirectly', async () => {
    const digests = [await digest()];
    await writeFile(file('further.js'), 'export const it = 2;\n');
    digests.push(await digest());
    await writeFile(file('mine.js'), "import { it } from './helper.js';\nexport default it + 1;\n");
    digests.push(await digest());
    expect(new Set(digests).size).to.equal(3);
  });
});
