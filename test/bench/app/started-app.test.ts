import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { startApp } from '../../../src/bench/app/started-app.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import { AS_IS } from '../../../src/catalogue/arms.ts';
import type { AppOptions, Target } from '../../../src/load/plan/app-under-test.ts';

const FAKE = fileURLToPath(new URL('./fake-app.js', import.meta.url));

describe('an app that is started for a trial', function () {
  this.timeout(20_000);
  let folder: string;
  let log: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'started-app-'));
    log = join(folder, 'log');
  });
  after(() => rm(folder, { recursive: true }));

  function launch(behaviour: string, more: Partial<Extract<Target, { kind: 'app' }>> = {}) {
    const command = `FAKE_APP_LOG=${log} exec ${process.execPath} ${FAKE} '${behaviour}'`;
    const target = { kind: 'app', command, folder, setup: null, ready: null, ...more } as const;
    const asked: AppOptions = {
      target,
      requests: '',
      keepCredentials: false,
      ok: '2xx',
      perSecond: 1,
      scenario: null,
      timeScale: null,
      seconds: null,
      workers: { http: 2, job: 3 },
    };
    return { asked, target, arm: AS_IS, seed: 5 };
  }
  const never = new AbortController().signal;

  async function status(url: string): Promise<number | undefined> {
    return new Promise((resolve) => {
      get(url, { agent: false }, (response) => resolve(response.resume().statusCode)).on('error', () =>
        resolve(undefined),
      );
    });
  }

  async function failure(start: Promise<unknown>): Promise<string> {
    return start.then(
      () => 'started',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  }

  it('is told by its environment what to be, gives its account, and is gone afterwards', async () => {
    const arms = await parseArms(['inline', 'type-affinity:homes=1', 'random'], 2);
    const told: Record<string, string>[] = [];
    for (const arm of arms) {
      const app = await startApp({ ...launch('reporting'), arm }, never);
      expect(app.reports).to.equal(true);
      expect(await status(`${app.url}/report/1`)).to.equal(200);
      const account = await app.account(5000);
      expect(account?.answers).to.deep.equal({ 200: 1 });
      expect(account?.jobs.report?.settled.ok).to.equal(1);
      if (process.platform === 'linux') expect(app.cpuMs()).to.be.above(0);
      await app.stop();
      expect(await status(app.url)).to.equal(undefined);
      const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
      told.push(JSON.parse(lines.at(-1) ?? ''));
    }
    expect(told[0]).to.include({
      CLUSTER_BENCH_STRATEGY: 'inline',
      CLUSTER_BENCH_HTTP_WORKERS: '5',
    });
    expect(told[0]).to.not.have.any.keys('CLUSTER_BENCH_WINDOW', 'CLUSTER_BENCH_JOB_WORKERS');
    expect(told[1]).to.include({
      CLUSTER_BENCH_WINDOW: '2',
      CLUSTER_BENCH_HTTP_WORKERS: '2',
      CLUSTER_BENCH_JOB_WORKERS: '3',
      CLUSTER_BENCH_SEED: '5',
    });
    expect(told[1]?.CLUSTER_BENCH_STRATEGY).to.match(/^type-affinity:.*homes=1/);
    expect(told[2]?.CLUSTER_BENCH_STRATEGY).to.equal('random');
    for (const one of told) expect(one).to.not.have.property('CLUSTER_BENCH_V8_FLAGS');
    expect(new Set(told.map(({ PORT }) => PORT)).size, 'ports').to.be.above(1);
  });

  it('without reports is ready when its path answers, and is measured as it is only', async () => {
    const app = await startApp(launch('silent', { ready: '/health' }), never);
    expect([app.reports, await app.account(1000), app.probes.get(200)]).to.deep.equal([false, undefined, 1]);
    await app.stop();
    const [arm] = await parseArms(['random'], undefined);
    const refused = await failure(startApp({ ...launch('silent', { ready: '/health' }), arm: arm! }, never));
    expect(refused).to.match(/^UsageError: the app does not use this library: .* Leave out --strategy/);
  });

  it('that cannot be used says why', async () => {
    expect(await failure(startApp(launch('ends'), never))).to.equal(
      'ClusterFailure: the app ended (exit code 7); it printed last:\nno database',
    );
    expect(await failure(startApp(launch('strategy fails'), never))).to.equal(
      'ClusterFailure: strategy random threw: no',
    );
    expect(await failure(startApp(launch('elsewhere'), never))).to.match(
      /^ClusterFailure: the app reported "http:\/\/example\.com:\d+", which is not on this machine$/,
    );
    const [arm] = await parseArms(['pull-fifo'], undefined);
    expect(await failure(startApp({ ...launch('forces its own'), arm: arm! }, never))).to.equal(
      'UsageError: the app runs random, though CLUSTER_BENCH_STRATEGY says pull-fifo: its own code must not replace it',
    );
    const setup = 'echo cannot seed; exit 3';
    expect(await failure(startApp(launch('reporting', { setup }), never))).to.equal(
      'ClusterFailure: the command of --setup ended (exit code 3); it printed last:\ncannot seed',
    );
  });

  it('is ended when its start is aborted', async () => {
    const abort = new AbortController();
    const starting = failure(startApp(launch('silent'), abort.signal));
    setTimeout(() => abort.abort(), 300);
    expect(await starting).to.match(/^AbortError/);
  });
});
