import { startBusyCluster } from './busy-cluster.ts';

/** A program that has a cluster whose job workers are busy, and waits to be killed. */
const cluster = await startBusyCluster();
process.send?.(cluster.pids);
