import { expect } from 'chai';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { type Followed, submit } from './client.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

const HEAVY = '/heavy-request?type=short';
const ONE_WORKER = { httpWorkers: 1, jobWorkers: 1 };

/** A cluster whose only job worker, with a window of one, does nothing as long as `pending` sends requests. */
function whileWorkerStands(cluster: ClusterProcess, pending: () => Promise<void>): Promise<void> {
  const [worker] = jobWorkerPids(cluster, 1);
  process.kill(worker!, 'SIGSTOP');
  return pending().finally(() => process.kill(worker!, 'SIGCONT'));
}

async function submitInTurn(cluster: ClusterProcess, count: number): Promise<Followed[]> {
  const requests: Followed[] = [];
  for (let i = 0; i < count; i++) requests.push(await submit(cluster.url, HEAVY));
  return requests;
}

async function statuses(requests: readonly Followed[]): Promise<number[]> {
  return Promise.all(requests.map(async ({ reply }) => (await reply).status));
}

describe('a heavy request that is not served in time', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;

  before(async () => {
    cluster = await startCluster({ ...TINY, cluster: ONE_WORKER, timeoutMs: 300 }, 'pull-fifo', 1);
  });
  after(() => cluster?.stop());

  it('is answered 504, whether it runs or waits; its late result is dropped and counted', async () => {
    await whileWorkerStands(cluster, async () => {
      const requests = await submitInTurn(cluster, 3);
      const [running] = await Promise.all(requests.map(({ reply }) => reply));
      expect(await statuses(requests)).to.deep.equal([504, 504, 504]);
      expect(running?.body).to.include({ success: false, error: 'not done by its deadline' });
    });
    const { dispatch, jobWorkers, httpWorkers } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(dispatch?.tally).to.include({ arrived: 3, settled: 3, overdue: 0, lateReplies: 1 });
    expect(dispatch?.tally.outcomes.timedOut).to.equal(3);
    expect(dispatch?.lateByType).to.deep.equal({ short: 1 });
    expect(dispatch?.faults).to.deep.equal([]);
    expect(jobWorkers).to.have.length(1);
    expect(jobWorkers[0], 'only the first was ever sent').to.include({ jobs: 1, unfinished: 0 });
    expect(httpWorkers[0]?.counts.heavy.timedOut).to.equal(3);
  });
});

describe('a cluster in which one job may wait', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;

  beforeEach(async () => {
    cluster = await startCluster({ ...TINY, cluster: ONE_WORKER, queueLimit: 1 }, 'pull-fifo', 1);
  });
  afterEach(() => cluster?.stop());

  it('answers the next one 503 and says when to try again', async () => {
    let requests: Followed[] = [];
    await whileWorkerStands(cluster, async () => {
      requests = await submitInTurn(cluster, 3);
      const refused = await requests[2]!.reply;
      expect(refused.status).to.equal(503);
      expect(refused.headers['retry-after']).to.match(/^\d+$/);
      expect(refused.body).to.include({ success: false, error: 'the queue is full' });
    });
    expect(await statuses(requests)).to.deep.equal([200, 200, 503]);
    const { dispatch, httpWorkers } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(dispatch?.tally.outcomes).to.include({ ok: 2, rejected: 1 });
    expect(httpWorkers[0]?.counts.heavy).to.include({ ok: 2, rejected: 1 });
  });

  it('never runs a waiting job whose client hangs up, and counts it cancelled', async () => {
    let others: Followed[] = [];
    await whileWorkerStands(cluster, async () => {
      const [running, waiting] = await submitInTurn(cluster, 2);
      await waiting!.hangUp();
      others = [running!, ...(await submitInTurn(cluster, 2))];
      // Only when its place is free again is there room for one of them, and then for one only.
      expect((await others[2]!.reply).status).to.equal(503);
    });
    expect(await statuses(others)).to.deep.equal([200, 200, 503]);
    const { dispatch, jobWorkers, httpWorkers } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(dispatch?.tally.outcomes).to.include({ ok: 2, rejected: 1, cancelled: 1 });
    expect(dispatch?.faults).to.deep.equal([]);
    expect(httpWorkers[0]?.counts.heavy).to.include({ ok: 2, rejected: 1, cancelled: 1 });
    expect(jobWorkers[0]).to.include({ jobs: 2, unfinished: 0 });
  });
});
