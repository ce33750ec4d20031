import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { runSchema } from '../../src/results/schema.ts';
import { readRun } from '../../src/results/store.ts';
import { until } from '../cluster/processes.ts';
import { type Ended, runMany, start } from './command.ts';

const FAKE = new URL('../bench/app/fake-app.js', import.meta.url).href;

/** The requests and the commands that the README shows, as words. */
async function readmeSection(): Promise<{ requests: string; url: string[]; app: string[] }> {
  const text = await readFile(new URL('README.md', PROJECT_ROOT), 'utf8');
  const [, section = ''] = text.split('## Benchmark your app\n');
  const [, requests = ''] = /```text\n(.*?)```/s.exec(section) ?? [];
  const [, commands = ''] = /```sh\n(.*?)\n```/s.exec(section) ?? [];
  const [url = [], app = []] = commands
    .split('\n')
    .map((line) => line.replace(/^npm run bench -- /, 'bench ').match(/(?:'[^']*'|[^\s'])+/g) ?? [])
    .map((words) => words.map((word) => word.replaceAll("'", '')));
  return { requests, url, app };
}

describe('bench of an app of the user', function () {
  this.timeout(120_000);
  let folder: string;
  let readme: Awaited<ReturnType<typeof readmeSection>>;
  let measured: Ended;
  let details: Ended;
  let change: Ended;
  let wrong: Ended;
  let refused: Ended[];
  let fromOutside: Ended;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-app-'));
    readme = await readmeSection();
    await writeFile(join(folder, 'requests.txt'), readme.requests);
    await writeFile(join(folder, 'main.js'), `import(${JSON.stringify(FAKE)})`);
    const server = createServer((_request, response) => void response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const silent = ['bench', '--app=node main.js silent', '--ready=/health', ...common];
    const lines = [
      [...readme.app, '--seconds=0.2'],
      ['bench', '--app=node ./main.js', ...readme.app.slice(2), '--strategy=inline', '--seconds=0.2'],
      ['compare', 'latest', '--verbose'],
      ['compare', 'latest~1', 'latest'],
      ['bench', '--app=node main.js wrong', ...common, '--strategy=random'],
      [...readme.url.map((word) => word.replace(':3000', `:${port}`)), '--seconds=0.2'],
      [...silent, '--strategy=random,pull-fifo'],
      ['bench', '--app=node main.js ends', ...common],
      [...silent, '--window=2'],
    ];
    const ended = (await runMany(lines, folder)) as [Ended, Ended, Ended, Ended, Ended, Ended, ...Ended[]];
    [measured, , details, change, wrong, fromOutside, ...refused] = ended;
    server.close();
  });
  after(() => rm(folder, { recursive: true }));

  const runs = () => readdir(join(folder, 'results')).catch(() => []);
  const common = ['--requests=requests.txt', '--rate=100', '--seconds=0.2'];

  it('compares strategies on it, each in a fresh process, and the account of every job holds', async () => {
    const { code, stdout, stderr } = measured;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.match(
      /^requests: \d+ requests\/s to node main\.js, 2 HTTP \+ \d+ job workers; \d blocks? of \d+ s\nGET \/report\/:id/,
    );
    expect(stdout).to.match(/\nAll \d+ requests were answered\.\n/);
    const [name = ''] = await runs();
    const result = runSchema.parse(await readRun(join(folder, 'results', name)));
    expect(result).to.include({ complete: true, passed: true });
    expect(result.strategies.map((one) => one.name)).to.have.members(['inline', 'pull-fifo']);
    for (const { classes, jobs } of result.strategies) {
      const names = classes.map((one) => one.name);
      expect(names).to.have.members(['all', 'GET /report/:id', 'GET /light', 'order']);
      expect(jobs?.[0]).to.deep.include({ name: 'report' });
      expect(jobs?.[0]?.counts.ok).to.be.at.least(classes[names.indexOf('GET /report/:id')]!.counts.ok);
    }
    expect(details.stdout).to.include('Jobs as the app saw them');
    expect(change.code, 'another version').to.equal(0);
  });

  it('measures a server that runs', () => {
    expect(fromOutside.code).to.equal(0);
    expect(fromOutside.stdout).to.match(/^requests: \d+ requests\/s to http:/);
  });

  it('has not passed where the account of the app does not add up', async () => {
    const { code, stdout } = wrong;
    expect(code).to.equal(1);
    expect(stdout).to.match(
      /\nFailed: random: jobs of report: HTTP workers saw (\d+) ok, the primary settled \d+/,
    );
  });

  it('is refused before anything is kept where the app cannot be given a strategy, or does not start', async () => {
    const [other, ended, asIs] = refused;
    expect(other?.stderr).to.match(/^the app does not use this library: .* measure it as it is\n$/);
    expect(other?.code).to.equal(2);
    expect(ended?.stderr).to.equal('the app ended (exit code 7); it printed last:\nno database\n');
    expect(ended?.code).to.equal(1);
    expect(asIs?.stderr).to.equal('--window needs --strategy: without one the app runs as it is\n');
    expect(await runs(), 'of the others').to.have.length(4);
  });

  it('leaves no app behind, even if it is killed', async () => {
    const log = join(folder, 'log');
    const long = ['--requests=requests.txt', '--rate=100', '--seconds=60'];
    const bench = start(['bench', '--app=node main.js', ...long], folder, undefined, { FAKE_APP_LOG: log });
    const started = () => readFile(log, 'utf8').catch(() => '');
    await until('the app runs for its first trial', async () => (await started()).split('\n').length > 2);
    process.kill(bench.pid, 'SIGKILL');
    await bench.ended;
    const { PORT } = JSON.parse((await started()).trimEnd().split('\n').at(-1) ?? '');
    const answers = () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(Number(PORT), '127.0.0.1');
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      });
    await until('nobody listens at its port', async () => !(await answers()));
  });
});
