import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

describe('the Node that it takes', () => {
  it('is the same in the README as in the manifest', async () => {
    const { engines } = JSON.parse(await readFile(new URL('package.json', PROJECT_ROOT), 'utf8'));
    const readme = await readFile(new URL('README.md', PROJECT_ROOT), 'utf8');
    const [, older, newer] = /^\^(20\.\d+)\.0 \|\| >=(22\.\d+)\.0$/.exec(engines.node) ?? [];
    expect(readme).to.include(
      `It needs Node ${older} or a later 20, or Node ${newer} or newer; nothing else.`,
    );
  });
});
