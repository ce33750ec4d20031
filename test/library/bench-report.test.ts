import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { startCluster } from '../../src/library/index.ts';

// What it may say is not checked here, but asserted.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type Account = any;

/** A bench that listens to one app. */
async function bench(
  path: string,
): Promise<{ next: () => Promise<Account>; ask: () => void; close: () => void }> {
  const server = createServer().listen(path);
  await once(server, 'listening');
  const lines: unknown[] = [];
  const waiting: ((line: unknown) => void)[] = [];
  let app: Socket | undefined;
  server.on('connection', (socket) => {
    app = socket;
    createInterface({ input: socket }).on('line', (line) => {
      const heard = waiting.shift();
      if (heard === undefined) lines.push(JSON.parse(line));
      else heard(JSON.parse(line));
    });
  });
  return {
    next: () => new Promise((resolve) => (lines.length > 0 ? resolve(lines.shift()) : waiting.push(resolve))),
    ask: () => app?.write('{"ask":"account"}\n'),
    close: () => server.close(),
  };
}

describe('an app that a bench runs', function () {
  this.timeout(30_000);
  const had = { ...process.env };
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-'));
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in had)) delete process.env[name];
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (strategy: string, workers: Record<string, string>, path: string) => {
    const listening = await bench(path);
    Object.assign(process.env, { CLUSTER_BENCH_REPORT: path, CLUSTER_BENCH_STRATEGY: strategy, ...workers });
    const cluster = await startCluster({
      http: new URL('./app/server.js', import.meta.url),
      jobs: new URL('./app/jobs/', import.meta.url),
      strategy: 'darc',
      httpWorkers: 3,
      jobWorkers: 3,
    });
    const ready = await listening.next();
    const get = (route: string) => fetch(`${cluster.url}${route}`).then((answer) => answer.status);
    const params = encodeURIComponent(JSON.stringify({ number: 1 }));
    const statuses = [await get(`/double?params=${params}`), await get('/fail')];
    const { environment } = (await (await fetch(`${cluster.url}/pid`)).json()) as { environment: string[] };
    listening.ask();
    const account = await listening.next();
    const { strategy: used } = cluster.stats();
    await cluster.close();
    listening.close();
    return { environment, ready, account, used, statuses, url: cluster.url };
  };

  it('says when it is ready, and gives an account that adds up', async () => {
    const sizes = {
      CLUSTER_BENCH_HTTP_WORKERS: '1',
      CLUSTER_BENCH_JOB_WORKERS: '1',
      CLUSTER_BENCH_WINDOW: '2',
    };
    const { environment, ready, account, used, statuses, url } = await run(
      'round-robin',
      sizes,
      join(folder, 'one'),
    );
    expect(used).to.equal('round-robin');
    const told = [...Object.keys(sizes), 'CLUSTER_BENCH_STRATEGY', 'CLUSTER_BENCH_REPORT'];
    expect(environment, 'which what the app starts inherits').to.not.include.any.members(told);
    expect(ready).to.deep.equal({ report: 'ready', url, strategy: 'round-robin' });
    expect(statuses).to.deep.equal([200, 500]);
    expect(account).to.deep.include({
      report: 'account',
      answers: { 200: 2, 500: 1 },
      open: 0,
      faults: [],
      workerDeaths: 0,
    });
    const { double, fail } = account.jobs;
    expect(double.asked).to.deep.equal(double.settled).and.to.include({ ok: 1 });
    expect(fail.asked).to.deep.equal(fail.settled).and.to.include({ failed: 1 });
    expect(fail.failure).to.equal('no such month');
    expect(double.serviceMs).to.have.length(1);
    expect(double.waitMs).to.have.length(1);
    expect(double.atMs).to.have.length(1);
    expect(account.httpWorkers).to.have.length(1);
    expect(account.jobWorkers[0]).to.include({ jobs: 2, unfinished: 0 });
  });

  it('runs its jobs in the HTTP workers with inline', async () => {
    const sizes = { CLUSTER_BENCH_HTTP_WORKERS: '2', CLUSTER_BENCH_JOB_WORKERS: '0' };
    const { account, used, statuses } = await run('inline', sizes, join(folder, 'two'));
    expect(used).to.equal('inline');
    expect(statuses).to.deep.equal([200, 500]);
    expect(account.httpWorkers).to.have.length(2);
    expect(account.jobWorkers).to.deep.equal([]);
    expect(account.jobs.double.asked).to.deep.equal(account.jobs.double.settled).and.to.include({ ok: 1 });
    expect(account.jobs.double.serviceMs).to.have.length(1);
  });
});
