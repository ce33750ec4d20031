import cluster from 'node:cluster';
import { together, UsageError } from '../core/usage-error.ts';
import { messageOf } from '../jobs/thrown.ts';
import { appPath } from './app-path.ts';
import type { AppPlan } from './app-primary.ts';
import { appReach } from './app-processes.ts';
import { BenchReport } from './bench-report.ts';
import { chosenStrategy } from './chosen-strategy.ts';
import { inspectedJobs } from './inspected-jobs.ts';
import { type ClusterOptions, chosenOptions } from './options.ts';
import { type Cluster, RunningCluster } from './running-cluster.ts';

/**
 * Starts an app's cluster from its primary: HTTP workers that run the app's server, job workers that run its jobs. Resolves
 * when all are ready. Throws UsageError with all that is wrong in the options, the strategy or the job files, before anything
 * is forked, and rejects if a worker cannot start.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  refuseInWorker();
  const report = await BenchReport.connected(process.env);
  let plan: AppPlan;
  try {
    plan = await planOf(options, report !== undefined);
  } catch (error) {
    report?.failed('app', messageOf(error));
    report?.close();
    throw error;
  }
  return RunningCluster.start(plan, report);
}

async function planOf(given: ClusterOptions, counts: boolean): Promise<AppPlan> {
  const options = chosenOptions(given, process.env);
  const http = options.http === undefined ? undefined : appPath('http', options.http);
  const [chosen, jobs] = await together([
    options.strategy === 'inline'
      ? undefined
      : chosenStrategy(options.strategy, options.parameters, options.window),
    inspectedJobs(appPath('jobs', options.jobs)),
  ]);
  return {
    options,
    http,
    chosen,
    reach: chosen === undefined ? undefined : await appReach(options.wire),
    workerSettings: {
      jobs,
      timeoutMs: options.timeoutMs,
      inline: chosen === undefined,
      counts,
      signals: options.signals,
    },
  };
}

/** Only a primary can fork workers. A process manager that runs the app in a cluster of its own has taken that place. */
function refuseInWorker(): void {
  if (cluster.isPrimary) return;
  throw new UsageError([
    process.env.pm_id === undefined
      ? 'startCluster must be called in the primary, but this process is a worker of a cluster'
      : "startCluster must be called in the primary, but pm2's cluster mode made this process a worker: start it in fork mode (exec_mode: 'fork', one instance)",
  ]);
}
