import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);
const STRATEGY = (title: string) => `import { defineStrategy } from 'cluster-scheduling-bench';
import { holdCentrally } from 'cluster-scheduling-bench/toolkit/hold-centrally';
import { RingQueue } from 'cluster-scheduling-bench/toolkit/ring-queue';

export default defineStrategy({
  title: '${title}',
  uses: [],
  window: 1,
  create: (cluster) => holdCentrally(cluster, new RingQueue()),
});
`;

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "mine", "private": true, "type": "module" }',
  'strategies/mine.js': STRATEGY('Mine'),
  'strategies/random.js': STRATEGY('My own random'),
  'strategies/typed.ts': STRATEGY('Typed').replace('create: (cluster)', 'create: (cluster: any)'),
  'jobs/square.js':
    'export default ({ number }) => number * number;\nexport const sample = (draw) => ({ number: draw.integer(1, 9) });\n',
  'scenarios/mine.js': `import { defineScenario } from 'cluster-scheduling-bench';

export default defineScenario({
  about: 'My own load.',
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  types: { short: { runs: 'sleep', service: { law: 'exponential', meanMs: 5 }, share: 1 } },
  lightMs: 1,
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.5 },
    lightPerSecond: 10,
    connectionsPerHttpWorker: 16,
    warmupMs: 200,
    durationMs: 1000,
  },
  timeoutMs: 5000,
  queueLimit: 1000,
});
`,
  'pool.js': `import { startCluster } from 'cluster-scheduling-bench';
const cluster = await startCluster({ jobs: './jobs/', jobWorkers: 1 });
process.stdout.write(JSON.stringify([await cluster.run('square', { number: 7 }), cluster.stats().strategy]));
await cluster.close();
`,
  'alone.cjs': `const { jobs } = require('cluster-scheduling-bench');
jobs.run('square', { number: 3 }).then((result) => process.stdout.write(String(result)));
`,
};

describe('the package, installed in an empty project', function () {
  this.timeout(180_000);
  let project: string;

  const run = (command: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) =>
      execFile(command, words, { cwd: project, env: environment() }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      ),
    );

  before(async () => {
    project = await mkdtemp(join(tmpdir(), 'installed-'));
    execFileSync(process.execPath, ['bin/package.js'], { cwd: ROOT });
    const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', project];
    const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
    for (const [file, text] of Object.entries(FILES)) {
      await mkdir(join(project, file, '..'), { recursive: true });
      await writeFile(join(project, file), text);
    }
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=dev', `./${tarball}`];
    execFileSync('npm', install, { cwd: project, env: environment(), stdio: 'pipe' });
  });
  after(() => rm(project, { recursive: true }));

  it('lists the strategies of the project beside the built-in ones, and says which it uses instead of them', async () => {
    const { out, err } = await run('npx', 'cluster-bench', 'list', 'strategies');
    expect(out)
      .to.match(/^mine /m)
      .and.match(/^pull-fifo /m)
      .and.contain('My own random');
    expect(err).to.contain('strategies/random.js is used, not the built-in strategy random');
    const loads = 'typescript' in process.features && Boolean(process.features.typescript);
    if (loads) expect(out).to.match(/^typed /m);
    else
      expect(`${out}${err}`).to.match(/strategies\/typed\.ts: Node \S+ does not load TypeScript: compile it/);
  });

  it('runs the scenario of the project and keeps results there', async () => {
    const words = [
      '--scenario=./scenarios/mine.js',
      '--strategy=mine,pull-fifo',
      '--engine=sim',
      '--replications=2',
      '--jobs=500',
    ];
    const { code, out, err } = await run('node_modules/.bin/cluster-bench', 'bench', ...words);
    expect(code, `${out}${err}`).to.equal(0);
    expect(out).to.contain('mine');
    expect(await readdir(join(project, 'results'))).to.have.length.above(0);
  });

  it('runs jobs without a process pool from CommonJS', async () => {
    expect((await run(process.execPath, 'alone.cjs')).out).to.equal('9');
  });

  it('runs the app of README as it stands there', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    for (const [, file = '', text = ''] of readme.matchAll(/```js\n\/\/ ((?:jobs\/)?\w+\.js)\n(.*?)```/gs)) {
      await mkdir(join(project, 'app', file, '..'), { recursive: true });
      await writeFile(join(project, 'app', file), text);
    }
    const app = spawn(process.execPath, ['app/main.js'], {
      cwd: project,
      env: { ...environment(), PORT: '0' },
    });
    const [url] = await once(app.stdout, 'data');
    const ended = once(app, 'exit');
    expect(await (await fetch(String(url).trim())).json()).to.deep.equal({ below: 20_000, count: 2262 });
    app.kill('SIGTERM');
    expect(await ended).to.deep.equal([null, 'SIGTERM']);
  });

  it('runs jobs from a process pool, which loads nothing of the bench', async () => {
    const coverage = join(project, 'coverage');
    const env = { ...environment(), NODE_V8_COVERAGE: coverage };
    const out = execFileSync(process.execPath, ['pool.js'], { cwd: project, env, encoding: 'utf8' });
    expect(out).to.equal('[49,"pull-fifo"]');
    const loaded = new Set<string>();
    for (const file of await readdir(coverage)) {
      const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8'));
      // The process that inspects files, apart: it ends before the cluster starts.
      if (result.some(({ url }: { url: string }) => url.endsWith('inspection-child.js'))) continue;
      for (const { url } of result) loaded.add(url);
    }
    const ours = [...loaded].filter((url) => url.includes('/dist/package/'));
    expect(ours).to.have.length.above(20).and.below(140);
    const rooms = new Set(ours.map((url) => /package\/src\/([a-z]+)/.exec(url)?.[1]).filter(Boolean));
    expect([...rooms].sort()).to.deep.equal([
      'catalogue',
      'cluster',
      'contract',
      'core',
      'jobs',
      'library',
      'processes',
      'toolkit',
    ]);
    const packages = [...loaded].filter((url) => /node_modules\/(?!cluster-scheduling-bench)/.test(url));
    const names = new Set(packages.map((url) => /.*node_modules\/([^/]+)/.exec(url)?.[1]));
    expect([...names].sort()).to.deep.equal(['fastest-levenshtein']);
  });
});

/** npm tells its children where they are: these are somewhere else. `npx` takes the Node that runs this test. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|CLUSTER_BENCH)/i.test(name));
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
}
