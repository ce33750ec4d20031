import { submit } from './client.ts';
import { startCluster, TINY } from './tiny-cluster.ts';

/** A program that has a cluster, keeps all of its job workers busy for a minute, and waits to be killed. */
const cluster = await startCluster(TINY, 'round-robin', 1);
for (let i = 0; i < TINY.cluster.jobWorkers; i++)
  await submit(cluster.url, '/heavy-request?type=short&size=60000');
process.send?.(cluster.pids);
