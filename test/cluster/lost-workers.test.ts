import { expect } from 'chai';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { type Followed, statusOf, submit } from './client.ts';
import { until } from './processes.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

const HEAVY = '/heavy-request?type=short';
const WINDOW = 2;

describe('a cluster that loses a worker', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;

  beforeEach(async () => {
    cluster = await startCluster(TINY, 'round-robin', WINDOW);
  });
  afterEach(() => cluster?.stop());

  it('gives its jobs to another, answers every request and replaces it', async () => {
    const [lost] = jobWorkerPids(cluster, 2);
    process.kill(lost!, 'SIGSTOP');
    const requests: Followed[] = [];
    for (let i = 0; i < 10; i++) requests.push(await submit(cluster.url, HEAVY));
    const [even, odd] = [0, 1].map((rest) =>
      Promise.all(requests.filter((_, i) => i % 2 === rest).map(({ reply }) => reply)),
    );
    await Promise.race([even, odd]);
    process.kill(lost!, 'SIGKILL');
    const replies = await Promise.all(requests.map(({ reply }) => reply));
    expect(replies.map(({ status }) => status)).to.deep.equal(new Array(10).fill(200));
    await until('the lost worker is replaced', async () => {
      return (await cluster.drain(DRAIN_LIMIT_MS)).jobWorkers.length === 2;
    });
    const { dispatch, workerDeaths, jobWorkers } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(workerDeaths).to.equal(1);
    expect(dispatch?.tally).to.include({ arrived: 10, settled: 10, retried: WINDOW });
    expect(dispatch?.tally.outcomes.ok).to.equal(10);
    expect(dispatch?.faults).to.deep.equal([]);
    expect(jobWorkers.map(({ unfinished }) => unfinished)).to.deep.equal([0, 0]);
  });

  it('is not kept from its report by one that dies instead of reporting', async () => {
    const [, httpWorker] = cluster.pids;
    process.kill(httpWorker!, 'SIGSTOP');
    const report = cluster.drain(DRAIN_LIMIT_MS);
    process.kill(httpWorker!, 'SIGKILL');
    expect((await report).httpWorkers).to.deep.equal([]);
  });

  it('goes on at the same address when an HTTP worker dies', async () => {
    const [, httpWorker] = cluster.pids;
    process.kill(httpWorker!, 'SIGKILL');
    // A connection that was on its way to the dead worker is lost without a word: hence several tries.
    await until('another HTTP worker answers', async () => (await statusOf(cluster.url, HEAVY)) === 200);
    expect((await cluster.drain(DRAIN_LIMIT_MS)).workerDeaths).to.equal(1);
    expect(cluster.failure).to.equal(undefined);
  });
});
