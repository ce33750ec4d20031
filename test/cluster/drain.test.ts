import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { get } from './client.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

describe('a drain', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;
  const agents = [1, 2].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));

  before(async () => {
    const shape = { httpWorkers: 2, jobWorkers: 1 };
    cluster = await startCluster({ ...TINY, cluster: shape }, 'pull-fifo', 1);
  });
  after(async () => {
    for (const agent of agents) agent.destroy();
    await cluster?.stop();
  });

  it('also waits for requests that come while a worker is slow to report', async () => {
    const [, , secondHttpWorker] = cluster.pids;
    const served = await Promise.all(agents.map((agent) => get(cluster.url, '/light-request', agent)));
    expect(served.map(({ body }) => body.httpWorker)).to.have.members([1, 2]);
    const throughFirst = agents[served.findIndex(({ body }) => body.httpWorker === 1)]!;

    process.kill(secondHttpWorker!, 'SIGSTOP');
    const drained = cluster.drain(DRAIN_LIMIT_MS);
    // The others have reported by the time that it runs.
    const reply = get(cluster.url, '/heavy-request?type=short&size=500', throughFirst);
    await sleep(100);
    process.kill(secondHttpWorker!, 'SIGCONT');

    const { jobWorkers, dispatch } = await drained;
    expect(jobWorkers.map(({ unfinished }) => unfinished)).to.deep.equal([0]);
    expect(dispatch?.faults).to.deep.equal([]);
    expect(dispatch?.tally).to.include({ held: 0, bound: 0, sent: 0 });
    expect((await reply).status).to.equal(200);
  });

  it('tells how often a process was stopped for a moment', async () => {
    const [primary] = cluster.pids;
    for (const pid of [primary!, ...jobWorkerPids(cluster, 1)]) {
      process.kill(pid, 'SIGSTOP');
      process.kill(pid, 'SIGCONT');
    }
    // By the time that both have dealt with a job they have heard of the signal.
    await get(cluster.url, '/heavy-request?type=short&size=1');
    const { stops, workerDeaths } = await cluster.drain(DRAIN_LIMIT_MS);
    expect({ stops, workerDeaths }, 'with the one before').to.deep.equal({ stops: 3, workerDeaths: 0 });
  });

  it('may be behind a look at what every process needs of memory', async () => {
    const processes = await cluster.measureMemory();
    expect(processes.map(({ pid }) => pid)).to.deep.equal(cluster.pids);
    for (const { liveBytes } of processes) expect(liveBytes).to.be.within(2 ** 20, 2 ** 27);
  });
});
