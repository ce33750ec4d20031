import { expect } from 'chai';
import type { ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { get } from '../client.ts';
import { until, untilGone } from '../processes.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from '../tiny-cluster.ts';

describe('a job worker that writes what is no message to its pipe', function () {
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

  it('is killed and replaced; the primary and the others go on', async () => {
    cluster = await startCluster(TINY, 'pull-fifo', 1);
    const [insane] = jobWorkerPids(cluster, 2);
    process.kill(insane!, 'SIGUSR2');
    await untilGone([insane!]);
    expect((await get(cluster.url, '/heavy-request?type=short')).status).to.equal(200);
    const { workerDeaths, malformedMessages } = await cluster.drain(DRAIN_LIMIT_MS);
    expect({ workerDeaths, malformedMessages }).to.deep.equal({ workerDeaths: 1, malformedMessages: 0 });
    await until('another has its place', async () => {
      const { recoveriesMs } = await cluster!.drain(DRAIN_LIMIT_MS);
      return recoveriesMs.length === 1;
    });
  });
});
