import { expect } from 'chai';
import { type Cluster, StrategyRefused, startCluster, UsageError } from '../../src/library/index.ts';

const STRATEGIES = ['round-robin', 'pull-fifo', 'least-active', 'join-idle-queue', 'darc', 'random'];

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error) => error,
  );
}

describe('a cluster whose job workers are threads', () => {
  it('runs jobs in the process of its primary', async () => {
    const jobs = new URL('./app/jobs/', import.meta.url);
    const cluster = await startCluster({ jobs, jobWorkers: 2, wire: 'threads' });
    try {
      expect(await cluster.run('double', { number: 2 })).to.have.property('twice', 4);
      expect(cluster.stats().workers.map(({ pid }) => pid)).to.deep.equal([process.pid, process.pid]);
    } finally {
      await cluster.close();
    }
  });
});

describe('a cluster that changes its strategy while it runs', function () {
  this.timeout(30_000);
  let cluster: Cluster;

  before(async () => {
    cluster = await startCluster({ jobs: new URL('./app/jobs/', import.meta.url), jobWorkers: 2 });
  });
  after(() => cluster.close());

  it('answers every job once', async () => {
    let answers = 0;
    const run = async (): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        await cluster.run('wait', { ms: 1 });
        answers++;
      }
    };
    const load = Promise.all(Array.from({ length: 30 }, run));
    for (const strategy of [...STRATEGIES, ...STRATEGIES]) {
      await cluster.use(strategy);
      expect(cluster.stats().strategy).to.equal(strategy);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await load;
    expect(answers).to.equal(1200);
    const { types, queue } = cluster.stats();
    expect(types.wait).to.include({ ok: 1200, failed: 0, timedOut: 0, rejected: 0 });
    expect(queue).to.include({ waiting: 0, running: 0 });
  });

  it('stays with the one it has when the other cannot be used', async () => {
    await cluster.use('round-robin');
    expect(await caught(cluster.use('round-robbin'))).to.be.instanceOf(UsageError);
    expect(await caught(cluster.use('inline'))).to.be.instanceOf(UsageError);
    const failing = {
      title: 'Fails as it joins',
      uses: [],
      window: 1,
      create: () => ({
        jobArrived() {},
        workerFree() {
          throw new Error('not today');
        },
      }),
    };
    expect(await caught(cluster.use(failing))).to.be.instanceOf(StrategyRefused);
    expect(cluster.stats().strategy).to.equal('round-robin');
    expect(await cluster.run('double', { number: 2 })).to.have.property('twice', 4);
  });
});
