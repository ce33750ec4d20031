import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { submit } from './client.ts';
import { untilComputing } from './processes.ts';
import { jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

/** All of its job workers compute, for a minute. */
export async function startBusyCluster(): Promise<ClusterProcess> {
  const { jobWorkers } = TINY.cluster;
  const types = { ...TINY.types, short: { ...TINY.types.short!, runs: 'spin' } } as typeof TINY.types;
  const cluster = await startCluster({ ...TINY, types }, 'round-robin', 1);
  for (let i = 0; i < jobWorkers; i++) await submit(cluster.url, '/heavy-request?type=short&size=60000');
  await untilComputing(jobWorkerPids(cluster, jobWorkers));
  return cluster;
}
