import { SETUP_TIMEOUT_MS } from '../jobs/loaded-job.ts';
import type { ClusterJob } from './settings.ts';

/** Any worker may run any job: it gets what the largest asks for. */
export function heapOf(jobs: readonly ClusterJob[]): number | undefined {
  const asked = jobs.flatMap(({ options }) => options.maxOldSpaceMb ?? []);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

/** What a worker may take to set up its jobs. */
export function setupLimitMs(jobs: readonly ClusterJob[]): number {
  const limits = jobs.map(({ setup, options }) => (setup ? (options.setupTimeoutMs ?? SETUP_TIMEOUT_MS) : 0));
  return Math.max(0, ...limits);
}
