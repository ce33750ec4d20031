import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';
import { ClusterProcess } from '../live/cluster-process.ts';
import { median } from '../statistics/quantile.ts';
import { accountFaults } from './accounts.ts';
import { driveLoad } from './live-trial.ts';

const SAMPLE_EVERY_MS = 2000;
/** Beyond the last deadline, for the report of busy workers. */
const REPORT_GRACE_MS = 15_000;
/** Growth of a process that counts as none: the larger of the two. */
const TOLERATED_GROWTH = 0.1;
const TOLERATED_GROWTH_BYTES = 8 * 2 ** 20;

/** Memory of one process of the cluster: medians over the second quarter of the time and over the last. */
export interface ProcessMemory {
  readonly name: string;
  readonly pid: number;
  readonly earlyBytes: number;
  readonly lateBytes: number;
  readonly flat: boolean;
}

export interface SoakResult {
  readonly requests: number;
  readonly samples: number;
  readonly processes: readonly ProcessMemory[];
  /** What does not add up at the end, active counts that are not zero among it. */
  readonly faults: readonly string[];
  readonly workerDeaths: number;
}

/** One cluster under one load for as long as the scenario says: does anything grow, does any count drift? */
export async function soak(
  arm: Arm,
  scenario: Scenario,
  seed: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<SoakResult> {
  const cluster = await ClusterProcess.start({ scenario, arm, seed, port: 0, logLevel: 'error' });
  const samples: ReadonlyMap<number, number>[] = [];
  const startMs = performance.now();
  const totalMs = scenario.load.warmupMs + scenario.load.durationMs;
  const sampling = setInterval(async () => {
    onShare(Math.min(0.999, (performance.now() - startMs) / totalMs));
    samples.push(await memoryOf(cluster.pids));
  }, SAMPLE_EVERY_MS);
  try {
    const driven = driveLoad({ arm, scenario, seed, connections: null }, cluster, signal);
    const load = await Promise.race([driven, cluster.whenFailed()]);
    clearInterval(sampling);
    const report = await cluster.drain(scenario.timeoutMs + REPORT_GRACE_MS);
    return {
      requests: load.records.length,
      samples: samples.length,
      processes: cluster.pids.map((pid, i) => processMemory(nameOf(i, scenario), pid, samples)),
      faults: accountFaults(load.records, report),
      workerDeaths: report.workerDeaths,
    };
  } finally {
    clearInterval(sampling);
    await cluster.stop();
  }
}

/** The primary comes first, then the HTTP workers, then the job workers. */
function nameOf(i: number, { cluster }: Scenario): string {
  if (i === 0) return 'primary';
  return i <= cluster.httpWorkers ? `HTTP worker ${i}` : `job worker ${i - cluster.httpWorkers}`;
}

function processMemory(
  name: string,
  pid: number,
  samples: readonly ReadonlyMap<number, number>[],
): ProcessMemory {
  const bytes = samples.map((sample) => sample.get(pid)).filter((value) => value !== undefined);
  const quarter = (nth: number) =>
    bytes.slice(Math.floor((bytes.length * nth) / 4), Math.floor((bytes.length * (nth + 1)) / 4));
  const [early, late] = [quarter(1), quarter(3)];
  if (early.length === 0 || late.length === 0) return { name, pid, earlyBytes: 0, lateBytes: 0, flat: false };
  const [earlyBytes, lateBytes] = [median(early), median(late)];
  const tolerated = Math.max(TOLERATED_GROWTH_BYTES, earlyBytes * TOLERATED_GROWTH);
  return { name, pid, earlyBytes, lateBytes, flat: lateBytes - earlyBytes <= tolerated };
}

/** Resident memory in bytes, by process id; those that are gone are left out. */
async function memoryOf(pids: readonly number[]): Promise<Map<number, number>> {
  // ps fails where one of them is gone, and prints the others all the same.
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')]).catch(
    ({ stdout: printed = '' }: { stdout?: string }) => ({ stdout: printed }),
  );
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(lines.map(([pid = 0, kilobytes = 0]) => [pid, kilobytes * 1024]));
}
