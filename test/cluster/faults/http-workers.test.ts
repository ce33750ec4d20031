import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { expect } from 'chai';
import type { ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { noOutcomes } from '../../../src/core/outcomes.ts';
import { statusOf, submit } from '../client.ts';
import { until, untilGone } from '../processes.ts';
import { DRAIN_LIMIT_MS, ONE_WORKER, startCluster } from '../tiny-cluster.ts';

const LONG = '/heavy-request?type=short&size=3000';
const SHORT = '/heavy-request?type=short';

/** How many it has open; any number where nobody can tell. */
function descriptorsOf(pid: number): number {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : Number.POSITIVE_INFINITY;
}

describe('an HTTP worker', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess | undefined;

  afterEach(() => cluster?.stop());

  it('killed with requests in flight: their clients see it, their jobs are cancelled, and another serves on', async () => {
    cluster = await startCluster(ONE_WORKER, 'pull-fifo', 1);
    const followed = [];
    for (let i = 0; i < 5; i++) followed.push(await submit(cluster.url, LONG));
    const ends = Promise.all(followed.map(({ reply }) => reply.catch(({ code }: { code: string }) => code)));
    process.kill(cluster.pids[1]!, 'SIGKILL');
    expect(await ends).to.deep.equal(new Array(5).fill('ECONNRESET'));
    await until('another serves', async () => (await statusOf(cluster!.url, SHORT)) === 200);
    const { dispatch, httpWorkerDeaths } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(httpWorkerDeaths).to.equal(1);
    // And perhaps one or two of those that asked whether another serves.
    expect(dispatch?.tally.outcomes.cancelled).to.be.at.least(5);
    expect(dispatch?.tally.outcomes.ok, 'and those are not done after all').to.be.below(5);
    expect(dispatch?.faults).to.deep.equal([]);
  });

  it('killed while connections are on their way to it: their clients are not left waiting', async () => {
    cluster = await startCluster(ONE_WORKER, 'pull-fifo', 1);
    process.kill(cluster.pids[1]!, 'SIGSTOP');
    const { port, hostname } = new URL(cluster.url);
    const before = descriptorsOf(cluster.pids[0]!);
    const sockets = Array.from({ length: 10 }, () => connect(Number(port), hostname));
    const over = sockets.map(
      (socket) =>
        new Promise((resolve) => socket.on('data', resolve).on('close', resolve).on('error', resolve)),
    );
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    await until('the primary has them', () => descriptorsOf(cluster!.pids[0]!) >= before + sockets.length);
    process.kill(cluster.pids[1]!, 'SIGKILL');
    for (const socket of sockets) socket.write('GET /light-request HTTP/1.1\r\nhost: a\r\n\r\n');
    // Those that had not been handed on yet are served by the next worker, the others are closed.
    await Promise.all(over);
    for (const socket of sockets) socket.destroy();
  });

  it('with a request that takes its time does not hold up the end', async () => {
    cluster = await startCluster({ ...ONE_WORKER, lightMs: 60_000 }, 'pull-fifo', 1);
    await submit(cluster.url, '/light-request');
    cluster.closeIntake();
    await cluster.drain(DRAIN_LIMIT_MS);
  });

  it('stopped: it is noticed, killed and replaced', async () => {
    cluster = await startCluster(ONE_WORKER, 'pull-fifo', 1);
    const stopped = cluster.pids[1]!;
    process.kill(stopped, 'SIGSTOP');
    await untilGone([stopped]);
    await until('another serves', async () => (await statusOf(cluster!.url, SHORT)) === 200);
  });

  it('takes no new connections once its intake is closed, and still answers what it has', async () => {
    cluster = await startCluster({ ...ONE_WORKER, lightMs: 500 }, 'pull-fifo', 1);
    const heavy = await submit(cluster.url, '/heavy-request?type=short&size=500');
    const light = await submit(cluster.url, '/light-request');
    cluster.closeIntake();
    const drained = cluster.drain(DRAIN_LIMIT_MS);
    const { port, hostname } = new URL(cluster.url);
    await until('connections are refused', async () => {
      const socket = connect(Number(port), hostname);
      const [error] = await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(
        (refused: unknown) => [refused],
      );
      socket.destroy();
      return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
    });
    const { httpWorkers } = await drained;
    await cluster.stop();
    expect([(await heavy.reply).status, (await light.reply).status]).to.deep.equal([200, 200]);
    expect(httpWorkers[0]?.counts).to.deep.include({ light: { ...noOutcomes(), ok: 1 } });
  });
});
