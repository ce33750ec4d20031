import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ClusterOptions, jobs, startCluster, UsageError } from '../../src/library/index.ts';

const JOBS = new URL('./app/jobs/', import.meta.url);

async function refusal(options: object): Promise<string> {
  try {
    const cluster = await startCluster(options as ClusterOptions);
    await cluster.close();
    return 'it started';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a cluster that cannot start', function () {
  this.timeout(30_000);
  let folder: string;

  const write = async (file: string, text: string): Promise<string> => {
    const path = join(folder, file);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
    return path;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refused-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('says all that is wrong with its options at once', async () => {
    expect(await refusal({ htpp: './server.js' })).to.contain('no option "htpp". Did you mean http?');
    const wrong = { jobs: JOBS, jobWorkers: 0, queueLimit: -1, window: 0 };
    expect((await refusal(wrong)).split('\n')).to.deep.equal([
      'jobWorkers must be a whole number from 1 to 1000, but is 0',
      'queueLimit must be a whole number from 0 to 10000000, but is -1',
      'window must be a whole number from 1 to 1000000, but is 0',
    ]);
    expect(await refusal({ jobs: JOBS, strategy: 'pull-fifi' })).to.contain('Did you mean pull-fifo?');
    expect(await refusal({ jobs: JOBS, strategy: 'pull-fifo', parameters: { x: 1 } })).to.contain(
      'no parameters',
    );
    expect(await refusal({ jobs: JOBS, strategy: { title: 'Mine', uses: [] } })).to.contain(
      'strategy: window:',
    );
    expect(await refusal({ jobs: './nowhere/' })).to.match(/^jobs: there is no .*nowhere/);
  });

  it('names file and line of every mistake in a job file, and a wrong strategy, before it forks anything', async () => {
    await write('broken/one.mjs', 'export default () => {\n');
    await write('broken/two.mjs', 'export const setup = 1;\nexport default () => 1;\n');
    const message = await refusal({ jobs: join(folder, 'broken'), strategy: 'pull-fifi' });
    expect(message)
      .to.match(/broken\/one\.mjs.*/)
      .and.match(/broken\/two\.mjs:1: setup: must be a function/)
      .and.contain('Did you mean pull-fifo?');
  });

  it('says which setup failed', async () => {
    await write(
      'setup/bad.mjs',
      "export const setup = () => { throw new Error('no database'); };\nexport default () => 1;\n",
    );
    expect(await refusal({ jobs: join(folder, 'setup'), jobWorkers: 1, logger: { warn() {} } })).to.match(
      /^job worker \d+ cannot start: setup of job bad: no database$/,
    );
    const never = 'export const setup = () => new Promise(() => {}), options = { setupTimeoutMs: 30 };';
    await write('endless/bad.mjs', `${never}\nexport default () => 1;\n`);
    expect(await refusal({ jobs: join(folder, 'endless'), jobWorkers: 1, logger: { warn() {} } })).to.match(
      /^job worker \d+ cannot start: setup of job bad: does not end within 0.03 s$/,
    );
  });

  it('is not one whose jobs misbehave: each says so once, and others go on', async () => {
    const sources: Readonly<Record<string, string>> = {
      exits: 'export default () => process.exit(0);',
      function: 'export default () => () => 1;',
      huge: "export default () => 'x'.repeat(50e6);",
      // As Node does where a heap is full.
      aborts: "export default () => process.kill(process.pid, 'SIGABRT');",
      patches: 'process.send = () => { throw new Error(); }; export default () => 1;',
    };
    const options = 'export const options = { attempts: 1 };';
    for (const [name, source] of Object.entries(sources))
      await write(`misbehaving/${name}.mjs`, `${source}\n${options}\n`);
    const cluster = await startCluster({
      jobs: join(folder, 'misbehaving'),
      jobWorkers: 1,
      logger: { warn() {} },
    });
    const told: Record<string, string> = {};
    for (const name of Object.keys(sources)) {
      const said = cluster.run(name).catch(({ message }) => message);
      told[name] = String(await said).replace(`job ${name}: `, '');
    }
    await cluster.close();
    expect(told.aborts).to.match(
      /^poison: its worker was lost once, the last by SIGABRT, as when its heap is full/,
    );
    expect(told).to.deep.include({
      exits: 'a job must not call process.exit: return a result, or throw',
      function: 'result is a function, which JSON cannot carry',
      huge: 'result is 48828 KB as JSON; at most 1024 KB may be sent',
      patches: '1',
    });
  });

  it('says that the server threw, or does not listen', async () => {
    const quiet = { jobs: JOBS, jobWorkers: 1, httpWorkers: 1, logger: { warn() {} } };
    const throwing = await write('throwing.mjs', "throw new Error('no configuration');\n");
    const silent = await write('silent.mjs', 'setInterval(() => {}, 1000);\n');
    expect(await refusal({ ...quiet, http: throwing })).to.match(/cannot start: Error: no configuration\n/);
    expect(await refusal({ ...quiet, http: silent, startMs: 1500 })).to.contain('does not listen');
  });

  it('refuses to be called in a worker of somebody else', async () => {
    const library = new URL('../../src/library/index.js', import.meta.url).href;
    const main = await write(
      'worker.mjs',
      `import cluster from 'node:cluster';
import { startCluster } from '${library}';
if (cluster.isPrimary) cluster.fork({ pm_id: '0' });
else await startCluster().catch(({ name, message }) => { process.stdout.write(name + ': ' + message); process.exit(); });
`,
    );
    const out = await new Promise((resolve) =>
      execFile(process.execPath, [main], (_, text) => resolve(text)),
    );
    expect(out).to.match(/^UsageError: startCluster .* pm2's cluster mode .*fork mode/);
    expect(UsageError.name).to.equal('UsageError');
  });

  it('runs jobs in this process where there is no cluster', async () => {
    process.env.CLUSTER_BENCH_JOBS = JOBS.href;
    try {
      expect(await jobs.run('double', { number: 4 })).to.deep.equal({ twice: 8, pid: process.pid });
    } finally {
      delete process.env.CLUSTER_BENCH_JOBS;
    }
  });
});
