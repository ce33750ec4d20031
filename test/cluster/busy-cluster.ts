import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { submit } from './client.ts';
import { untilComputing } from './processes.ts';
import { jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

const SMALLEST = { httpWorkers: 1, jobWorkers: 1 };

/** Its job worker computes, for a minute. */
export async function startBusyCluster(): Promise<ClusterProcess> {
  const types = { ...TINY.types, short: { ...TINY.types.short!, runs: 'spin' } } as typeof TINY.types;
  const cluster = await startCluster({ ...TINY, cluster: SMALLEST, types }, 'round-robin', 1);
  await submit(cluster.url, '/heavy-request?type=short&size=60000');
  await untilComputing(jobWorkerPids(cluster, 1));
  return cluster;
}
