import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { get, submit } from '../client.ts';
import { runs, until, untilGone } from '../processes.ts';
import { DRAIN_LIMIT_MS, guardOf, jobWorkerPids, ONE_WORKER, startCluster, TINY } from '../tiny-cluster.ts';

const LONG = '/heavy-request?type=short&size=60000';
const SHORT = '/heavy-request?type=short';

/** Those of now, replacements too. */
function jobWorkersNow({ pids: [primary, http] }: ClusterProcess): number[] {
  const args = ['-P', String(primary), '-f', 'worker-main'];
  const printed = spawnSync('pgrep', args, { encoding: 'utf8' }).stdout;
  return printed
    .split('\n')
    .map(Number)
    .filter((pid) => pid !== 0 && pid !== http);
}

describe('a job worker', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess | undefined;

  afterEach(async () => {
    const pids = cluster?.pids ?? [];
    await cluster?.stop();
    await untilGone(pids);
  });

  it('killed three times with the same job: the job fails as poison, others go on', async () => {
    cluster = await startCluster(ONE_WORKER, 'pull-fifo', 1);
    const { reply } = await submit(cluster.url, LONG);
    const answered = reply.then(() => true);
    // One that is killed before the job has reached it costs the job nothing; that is only tried again.
    while (!(await Promise.race([answered, sleep(700)])))
      for (const pid of jobWorkersNow(cluster)) process.kill(pid, 'SIGKILL');
    const { status, body } = await reply;
    expect(status).to.equal(500);
    expect(body.error).to.equal('poison: its worker was lost 3 times, the last by SIGKILL');
    expect((await get(cluster.url, SHORT)).status).to.equal(200);
    const { workerDeaths, dispatch } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(workerDeaths).to.be.at.least(3);
    expect(dispatch?.tally).to.include({ arrived: 2, settled: 2, retried: 2 });
  });

  it('blocked beyond the deadline of its job: 504 in time, then it is killed and replaced, and nothing runs twice', async () => {
    cluster = await startCluster({ ...ONE_WORKER, timeoutMs: 300 }, 'pull-fifo', 1);
    const [blocked] = jobWorkerPids(cluster, 1);
    expect((await get(cluster.url, LONG)).status).to.equal(504);
    await untilGone([blocked!]);
    await until('another serves', async () => (await get(cluster!.url, SHORT)).status === 200);
    const { workerDeaths, dispatch } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(workerDeaths).to.equal(1);
    expect(dispatch?.tally).to.include({ retried: 0, overdue: 0 });
  });

  it('stopped: it is noticed, killed, and its job is done by another', async () => {
    cluster = await startCluster(TINY, 'round-robin', 1);
    const [stopped, other] = jobWorkerPids(cluster, 2);
    process.kill(stopped!, 'SIGSTOP');
    const replies = await Promise.all([get(cluster.url, SHORT), get(cluster.url, SHORT)]);
    expect(replies.map(({ status }) => status)).to.deep.equal([200, 200]);
    await untilGone([stopped!]);
    expect(runs(other!)).to.equal(true);
    const { workerDeaths, dispatch } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(workerDeaths).to.equal(1);
    expect(dispatch?.tally).to.include({ arrived: 2, settled: 2, retried: 1 });
  });

  it('killed together with all others: jobs are held until there are workers again, then done', async () => {
    cluster = await startCluster(TINY, 'pull-fifo', 1);
    const all = jobWorkerPids(cluster, 2);
    for (const pid of all) process.kill(pid, 'SIGKILL');
    const replies = await Promise.all(Array.from({ length: 5 }, () => get(cluster!.url, SHORT)));
    expect(replies.map(({ status }) => status)).to.deep.equal(new Array(5).fill(200));
    await until('both are replaced', () => jobWorkersNow(cluster!).length === 2);
  });

  it('stopped, and then its primary is killed: it ends all the same, by the command if the guard is gone', async () => {
    cluster = await startCluster(TINY, 'round-robin', 1);
    const { pids } = cluster;
    for (const pid of guardOf(cluster)) process.kill(pid, 'SIGKILL');
    const failed = cluster.whenFailed().catch(() => {});
    process.kill(jobWorkerPids(cluster, 2)[0]!, 'SIGSTOP');
    process.kill(pids[1]!, 'SIGSTOP');
    process.kill(pids[0]!, 'SIGKILL');
    await failed;
    await untilGone(pids);
  });
});
