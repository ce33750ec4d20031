import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);

/** Resolves with its first line of output. */
async function started(example: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [`examples/${example}/main.js`], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout!, 'data');
  return { child, url: /http:\/\/[\d.:]+/.exec(String(line))?.[0] ?? '' };
}

describe('the examples', function () {
  this.timeout(120_000);

  before(() => execFileSync(process.execPath, ['bin/package.js'], { cwd: ROOT }));

  for (const example of ['express-app', 'fastify-app']) {
    it(`${example} starts by one command, answers light and heavy requests, and ends in order`, async () => {
      const { child, url } = await started(example);
      const get = async (path: string) => {
        const response = await fetch(`${url}${path}`);
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      };
      expect((await get('/light')).body.pid)
        .to.be.a('number')
        .and.not.equal(child.pid);
      const { status, body } = await get('/pages/3');
      expect({ status, chapters: body.chapters }).to.deep.equal({ status: 200, chapters: 3 });
      expect((await get('/pages/0')).status).to.equal(400);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).to.deep.equal([null, 'SIGTERM']);
    });
  }
});
