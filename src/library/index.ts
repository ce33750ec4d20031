// biome-ignore-all lint/performance/noBarrelFile: this is what the package exports.
// biome-ignore-all lint/performance/noReExportAll: an app can add to types that come this way only.

export { OPEN_METRICS } from '../cluster/metrics/open-metrics.ts';
export type { Percentiles, TypeStats } from '../cluster/metrics/type-stats.ts';
export type { WorkerStats } from '../cluster/metrics/worker-stats.ts';
export type {
  Draw,
  JobContext,
  JobFunction,
  JobLog,
  JobOptions,
  SetupContext,
} from '../contract/define-job.ts';
export { defineJob } from '../contract/define-job.ts';
export { defineScenario } from '../contract/scenario.ts';
export type { Knowledge, Strategy, StrategyDefinition } from '../contract/strategy.ts';
export { defineStrategy } from '../contract/strategy.ts';
export { StrategyRefused } from '../core/scheduling/strategy-failure.ts';
export { UsageError } from '../core/usage-error.ts';
export type { WorkerEvent } from './app-primary.ts';
export type { QueueEvent } from './app-scheduling.ts';
export { JobError, JobFailed, JobLost, JobRefused, JobRejected, JobTimeout } from './errors.ts';
export type { JobEvent } from './job-channel.ts';
export * from './job-types.ts';
export { jobs } from './jobs.ts';
export type { ClusterLog, ClusterOptions } from './options.ts';
export type { RunOptions } from './run-job.ts';
export type { Cluster, UseSettings } from './running-cluster.ts';
export { startCluster } from './start-cluster.ts';
export type { ClusterStats } from './stats.ts';
