import type { Arm } from '../../catalogue/arms.ts';
import type { ClusterPulse } from '../control.ts';
import type { ClusterView } from '../metrics/cluster-metrics.ts';
import { workerStats } from '../metrics/worker-stats.ts';
import { ObservedScheduling } from './observed-scheduling.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';
import type { Workers } from './workers.ts';

/** How the cluster is now. `scheduling` is undefined for inline. */
export function clusterView(
  arm: Arm,
  queueLimit: number,
  scheduling: PrimaryScheduling | undefined,
  workers: Workers,
): ClusterView {
  const types = scheduling instanceof ObservedScheduling ? scheduling.types : undefined;
  const { waiting, running } = scheduling?.queue ?? { waiting: 0, running: 0 };
  return {
    strategy: arm.label,
    queue: { waiting, running, limit: queueLimit },
    workers: workers.all.map((member) => workerStats(member, scheduling)),
    workerDeaths: workers.deaths,
    retried: scheduling?.tally.retried ?? 0,
    types: types?.stats() ?? {},
    times: types?.times() ?? [],
  };
}

export function clusterPulse(scheduling: PrimaryScheduling | undefined, workers: Workers): ClusterPulse {
  const { waiting, running } = scheduling?.queue ?? { waiting: 0, running: 0 };
  return { waiting, running, busy: scheduling?.busyWorkers ?? 0, workerDeaths: workers.deaths };
}
