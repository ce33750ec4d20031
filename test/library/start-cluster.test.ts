import { expect } from 'chai';
import { JobFailed, JobLost, JobRejected, JobTimeout, startCluster } from '../../src/library/index.ts';
import type { Cluster } from '../../src/library/running-cluster.ts';

const HTTP = new URL('./app/server.js', import.meta.url);
const JOBS = new URL('./app/jobs/', import.meta.url);
const QUIET = { warn() {} };

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error) => error,
  );
}

describe('a cluster of an app', function () {
  this.timeout(30_000);
  let cluster: Cluster;

  const get = async (path: string, params: unknown = null, more = '') => {
    const query = `params=${encodeURIComponent(JSON.stringify(params))}${more}`;
    const response = await fetch(`${cluster.url}${path}?${query}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  before(async () => {
    cluster = await startCluster({
      http: HTTP,
      jobs: JOBS,
      httpWorkers: 1,
      jobWorkers: 2,
      strategy: 'pull-fifo',
      logger: QUIET,
    });
  });
  after(() => cluster.close());

  it('runs the jobs of its HTTP workers in job workers', async () => {
    const { pid } = (await get('/pid')).body;
    const { status, body } = await get('/double', { number: 21 });
    expect({ status, twice: body.twice }).to.deep.equal({ status: 200, twice: 42 });
    expect(body.pid).to.be.a('number').and.not.equal(pid);
    expect(body.pid).to.not.equal(process.pid);
  });

  it('runs jobs that the primary asks for', async () => {
    expect(await cluster.run('double', { number: 1 })).to.have.property('twice', 2);
  });

  it('answers every error with its code and status', async () => {
    expect(await get('/fail')).to.deep.equal({
      status: 500,
      body: { code: 'ERR_JOB_FAILED', message: 'job fail: no such month' },
    });
    expect((await get('/wait', { ms: 60_000 }, '&timeoutMs=20')).body.code).to.equal('ERR_JOB_TIMEOUT');
    expect((await get('/die')).body.code).to.equal('ERR_JOB_LOST');
    expect(await get('/double', { number: 'x' })).to.deep.equal({
      status: 400,
      body: { code: 'ERR_JOB_REFUSED', message: 'job double: number must be a number' },
    });
  });

  it('keeps what a job threw, apart from the stack of the caller', async () => {
    const failed = (await caught(cluster.run('fail'))) as JobFailed;
    expect(failed).to.be.instanceOf(JobFailed);
    expect(failed.remote).to.include({ name: 'RangeError', code: 'ERR_MONTH', message: 'no such month' });
    expect(failed.remote.properties).to.deep.equal({ month: 13 });
    expect(failed.remote.stack).to.contain('jobs/fail');
    expect(failed.stack).to.not.contain('jobs/fail');
  });

  it('rejects with the reason of the signal', async () => {
    const reason = new Error('enough');
    expect(await caught(cluster.run('wait', { ms: 60_000 }, { signal: AbortSignal.abort(reason) }))).to.equal(
      reason,
    );
    const aborting = new AbortController();
    const run = caught(cluster.run('wait', { ms: 60_000 }, { signal: aborting.signal }));
    aborting.abort(reason);
    expect(await run).to.equal(reason);
    expect(await caught(cluster.run('wait', { ms: 60_000 }, { timeoutMs: 5 }))).to.be.instanceOf(JobTimeout);
    expect(await caught(cluster.run('die'))).to.be.instanceOf(JobLost);
  });

  it('does not hand its own ways down to what the app forks', async () => {
    expect((await get('/pid')).body.execArgv).to.deep.equal(process.execArgv);
  });

  it('leaves messages that are not its own alone', async () => {
    expect(cluster.stats().workers.filter(({ role }) => role === 'http')).to.have.length(1);
    const { types, queue, strategy } = cluster.stats();
    expect(strategy).to.equal('pull-fifo');
    expect(queue).to.deep.equal({ waiting: 0, running: 0, limit: 1000 });
    expect(types.double).to.include({ ok: 2 });
    expect(types.double?.serviceMs).to.have.property('count', 2);
    expect(types.fail).to.include({ failed: 2 });
    expect(types.wait).to.include({ timedOut: 2, cancelled: 1 });
  });

  it('closes within its grace, and answers what is under way', async () => {
    const slow = get('/wait', { ms: 50 });
    const endless = cluster.run('wait', { ms: 60_000 });
    await get('/double', { number: 1 });
    await cluster.close({ graceMs: 600 });
    expect(await slow).to.deep.equal({ status: 200, body: 'waited' });
    expect(await endless, 'hears its signal while there is time').to.equal('aborted');
    expect(await caught(cluster.run('double', { number: 1 }))).to.be.instanceOf(JobRejected);
  });
});
