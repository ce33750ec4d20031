import { type Family, openMetrics } from './open-metrics.ts';
import type { AnswerTimes, TypeStats } from './type-stats.ts';
import type { WorkerStats } from './worker-stats.ts';

/** How a cluster is now, and what it has done since it started. */
export interface ClusterView {
  /** The label of the strategy; `inline` if HTTP workers run the jobs: then nothing else is known of jobs. */
  readonly strategy: string;
  readonly queue: { readonly waiting: number; readonly running: number; readonly limit: number };
  readonly workers: readonly WorkerStats[];
  readonly workerDeaths: number;
  /** Attempts beyond the first. */
  readonly retried: number;
  /** By type. */
  readonly types: Readonly<Record<string, TypeStats>>;
  readonly times: readonly AnswerTimes[];
}

/** Everything that a cluster counts, as OpenMetrics text. */
export function clusterMetrics(view: ClusterView): string {
  return openMetrics([...ofCluster(view), ...ofWorkers(view.workers), ...ofJobs(view.times)]);
}

function ofCluster({ strategy, queue, workerDeaths, retried }: ClusterView): Family[] {
  return [
    {
      name: 'cluster_strategy',
      help: 'The scheduling strategy in charge',
      type: 'info',
      samples: [{ labels: { strategy } }],
    },
    gauge('cluster_jobs_waiting', 'Jobs that wait for a worker', queue.waiting),
    gauge('cluster_jobs_running', 'Jobs that were sent to a worker', queue.running),
    gauge('cluster_queue_limit', 'Jobs that may wait', queue.limit),
    counter('cluster_worker_deaths', 'Workers that died and were replaced', workerDeaths),
    counter('cluster_jobs_retried', 'Jobs that were tried again because their worker was lost', retried),
  ];
}

function ofWorkers(workers: readonly WorkerStats[]): Family[] {
  const each = (valueIn: (worker: WorkerStats) => number) =>
    workers.map((worker) => {
      return { labels: { worker: String(worker.id), role: worker.role }, value: valueIn(worker) };
    });
  return [
    {
      name: 'cluster_worker_ready',
      help: '1 for a worker that may be given work',
      type: 'gauge',
      samples: each(({ ready }) => (ready ? 1 : 0)),
    },
    {
      name: 'cluster_worker_unfinished_jobs',
      help: 'Jobs that a worker was sent and has not given back',
      type: 'gauge',
      samples: each(({ unfinished }) => unfinished),
    },
    {
      name: 'cluster_worker_jobs',
      help: 'Jobs that a worker gave back',
      type: 'counter',
      samples: each(({ jobs }) => jobs),
    },
    {
      name: 'cluster_worker_busy_seconds',
      help: 'Time in which a worker ran jobs',
      unit: 'seconds',
      type: 'counter',
      samples: each(({ busyMs }) => Math.round(busyMs * 1000) / 1e6),
    },
  ];
}

function ofJobs(times: readonly AnswerTimes[]): Family[] {
  return [
    histogram('cluster_job_response_seconds', 'From arrival in the primary to the answer', times, 'response'),
    histogram(
      'cluster_job_wait_seconds',
      'From arrival in the primary to the start at a worker',
      times,
      'wait',
    ),
    histogram('cluster_job_service_seconds', 'How long jobs ran', times, 'service'),
  ];
}

function histogram(
  name: string,
  help: string,
  times: readonly AnswerTimes[],
  which: 'response' | 'wait' | 'service',
): Family {
  const samples = times
    .map(({ type, outcome, [which]: durations }) => ({ labels: { type, outcome }, durations }))
    .filter(({ durations }) => durations.counts.some((count) => count > 0));
  return { name, help, unit: 'seconds', type: 'histogram', samples };
}

function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', samples: [{ labels: {}, value }] };
}

function counter(name: string, help: string, value: number): Family {
  return { name, help, type: 'counter', samples: [{ labels: {}, value }] };
}
