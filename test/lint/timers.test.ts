import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

describe('timers', () => {
  it('are made in one place, which keeps them from being too long for Node', async () => {
    const folder = new URL('src/', PROJECT_ROOT);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    const makers = files.filter((_, i) => /\bsetTimeout\(|node:timers/.test(sources[i]!));
    expect(makers).to.deep.equal(['processes/timer.ts']);
  });
});
