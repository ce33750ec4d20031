import { parseRows } from '../../src/catalogue/arm-syntax.ts';
import { overWires, type Wire } from '../../src/catalogue/arms.ts';
import { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { clusterSettings } from '../../src/cluster/settings.ts';
import type { BurstLoad } from '../../src/contract/scenario.ts';
import type { MeasuredScenario, PacedScenario, ReadJob } from '../../src/load/plan/scenario-states.ts';
import { descendantsOf } from '../lab/micro/descendants.ts';

export const TINY_LOAD: BurstLoad = {
  model: 'bursts',
  everyMs: 20,
  lightPerBurst: 3,
  heavyPerBurst: 2,
  connectionsPerHttpWorker: 8,
  warmupMs: 40,
  durationMs: 200,
};

const REPORT_A: ReadJob = {
  name: 'report-a',
  place: 'jobs/report-a.ts',
  module: new URL('../../jobs/report-a.js', import.meta.url).href,
  digest: 'abc',
  description: { options: {}, setup: false, teardown: false, check: true, sample: true },
};

/** One HTTP worker and two job workers; nothing expires while a test runs. */
export const TINY: MeasuredScenario = {
  about: 'The smallest cluster with a choice to make.',
  timeScale: 1,
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 1,
  types: {
    short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 1 },
    report: { runs: 'job', job: 'report-a', params: { header: 0, datasize: 1, pageCount: 1 }, share: 1 },
  },
  load: TINY_LOAD,
  jobs: { 'report-a': REPORT_A },
  timeoutMs: 60_000,
  queueLimit: 1000,
};

/** The same where there is nothing to choose. */
export const ONE_WORKER: MeasuredScenario = { ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1 } };

/** `arm` as a user writes it behind `--strategy`, `wire` as behind `--wire`. */
export async function startCluster(
  scenario: PacedScenario,
  arm: string,
  window: number,
  wire: Wire = 'ipc',
): Promise<ClusterProcess> {
  const [parsed] = overWires(await parseRows([arm], window), [wire]);
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
