import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { runSchema } from '../../src/results/schema.ts';
import { readRun } from '../../src/results/store.ts';
import { start } from '../cli/command.ts';
import { familyOf } from '../cli/process-group.ts';

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

/** Kills job workers of the family of a process, two of each app that it starts: no job is lost three times. */
class Killer {
  readonly #root: number;
  readonly #ofApp = new Map<string, number>();
  killed = 0;

  constructor(root: number) {
    this.#root = root;
  }

  async killOne(): Promise<void> {
    for (const pid of familyOf(this.#root)) {
      const [line, stat] = await Promise.all(
        ['cmdline', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      const app = /\) \S (\d+)/.exec(stat ?? '')?.[1];
      if (!line?.includes('job-worker-main') || app === undefined) continue;
      const before = this.#ofApp.get(app) ?? 0;
      if (before >= 2) continue;
      this.#ofApp.set(app, before + 1);
      process.kill(pid, 'SIGKILL');
      this.killed++;
      return;
    }
  }
}

describe('the examples', function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    execFileSync(process.execPath, ['bin/package.js'], { cwd: ROOT });
    folder = await mkdtemp(join(tmpdir(), 'examples-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('start by one command, answer light and heavy requests, and end in order', async () => {
    const apps = await Promise.all(['express-app', 'fastify-app'].map(started));
    for (const { child, url } of apps) {
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
    }
  });

  it('are measured, and lose nothing when job workers are killed meanwhile', async function () {
    if (process.platform !== 'linux') this.skip();
    const app = join(ROOT, 'examples/express-app');
    const bench = start(
      [
        'bench',
        `--app=node ${join(app, 'main.js')}`,
        `--requests=${join(app, 'requests.txt')}`,
        ...['--rate=40', '--seconds=1', '--strategy=pull-fifo', '--http-workers=1', '--job-workers=1'],
      ],
      folder,
    );
    const killer = new Killer(bench.pid);
    const kills = setInterval(() => void killer.killOne(), 1000);
    const { code, stdout, stderr } = await bench.ended;
    clearInterval(kills);
    expect({ code, stderr }, stdout).to.deep.equal({ code: 0, stderr: '' });
    expect(killer.killed).to.be.above(0);
    expect(stdout).to.match(/\nAll \d+ requests were answered\.\n/);
    const [name = ''] = await readdir(join(folder, 'results'));
    const { passed, strategies } = runSchema.parse(await readRun(join(folder, 'results', name)));
    expect(passed).to.equal(true);
    for (const { classes } of strategies)
      expect(classes.map((one) => one.name)).to.include.members(['GET /light', 'GET /pages/:id']);
  });
});
