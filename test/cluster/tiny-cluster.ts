import { parseArms } from '../../src/catalogue/arms.ts';
import { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { clusterSettings } from '../../src/cluster/settings.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import { descendantsOf } from '../lab/micro/descendants.ts';

/** One HTTP worker and two job workers; nothing expires while a test runs. */
export const TINY: Scenario = {
  about: 'The smallest cluster with a choice to make.',
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 1,
  types: {
    short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 1 },
    report: { runs: 'report-a', parameters: { header: 0, datasize: 1, pageCount: 1 }, share: 1 },
  },
  load: {
    model: 'bursts',
    everyMs: 20,
    lightPerBurst: 3,
    heavyPerBurst: 2,
    connectionsPerHttpWorker: 8,
    warmupMs: 40,
    durationMs: 200,
  },
  timeoutMs: 60_000,
  queueLimit: 1000,
};

/** `arm` as a user writes it behind `--strategy`. */
export async function startCluster(scenario: Scenario, arm: string, window: number): Promise<ClusterProcess> {
  const [parsed] = await parseArms([arm], window);
  return ClusterProcess.start(clusterSettings(scenario, parsed!, 1, 0, 'silent'));
}

/** The primary comes first in `pids`, then the HTTP workers, then the job workers. */
export function jobWorkerPids({ pids }: ClusterProcess, count: number): number[] {
  return pids.slice(-count);
}

/** The halves of the shell that ends it; none where nobody can tell. */
export function guardOf({ pids: [primary, ...workers] }: Pick<ClusterProcess, 'pids'>): number[] {
  return descendantsOf(primary!).filter((pid) => !workers.includes(pid));
}

export const DRAIN_LIMIT_MS = 15_000;
