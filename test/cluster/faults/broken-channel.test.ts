import { expect } from 'chai';
import { ClusterFailure, type ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { submit } from '../client.ts';
import { untilGone } from '../processes.ts';
import { jobWorkerPids, startCluster, TINY } from '../tiny-cluster.ts';

describe('a job worker that writes bytes to its channel which are no JSON', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess | undefined;
  const { NODE_OPTIONS } = process.env;

  beforeEach(() => {
    process.env.NODE_OPTIONS = `--import=${new URL('./broken-channel.js', import.meta.url)}`;
  });
  afterEach(async () => {
    if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = NODE_OPTIONS;
    await cluster?.stop();
  });

  it('makes the primary fail: it says so, and no process is left', async () => {
    cluster = await startCluster(TINY, 'pull-fifo', 1);
    await submit(cluster.url, '/heavy-request?type=short&size=60000');
    const failed = cluster.whenFailed().catch((error: unknown) => error);
    // The other one works.
    for (const pid of jobWorkerPids(cluster, 2)) process.kill(pid, 'SIGUSR2');
    const error = await failed;
    expect(error).to.be.instanceOf(ClusterFailure).and.include({ fault: 'cluster' });
    expect((error as Error).message).to.match(/^the primary failed: .*JSON/);
    await untilGone(cluster.pids);
  });
});
