import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';
import { ClusterProcess } from '../live/cluster-process.ts';
import { clusterSettings } from '../live/settings.ts';
import { startTimer } from '../processes/timer.ts';
import { accountFaults } from './accounts.ts';
import { driveLoad } from './live-trial.ts';

const LOOK_EVERY_MS = 1000;
/** By then code is compiled and tables have grown to their size. */
const EARLY_SHARE = 0.25;
/** Beyond the last deadline, for the report of busy workers. */
const REPORT_GRACE_MS = 15_000;
/** Growth that counts as none: the larger of the two. */
const TOLERATED_GROWTH = 0.05;
const TOLERATED_GROWTH_BYTES = 2 ** 20;
/** Of resident memory, which also holds what V8 keeps for itself. */
const TOLERATED_RESIDENT_GROWTH = 0.1;
const TOLERATED_RESIDENT_GROWTH_BYTES = 8 * 2 ** 20;

/** Of one process of the cluster, after a quarter of the time and at its end, each time right after a full collection. */
export interface SoakedProcess {
  readonly name: string;
  readonly pid: number;
  readonly liveBytes: EarlyAndLate;
  readonly residentBytes: EarlyAndLate;
  readonly flat: boolean;
}

interface EarlyAndLate {
  readonly early: number;
  readonly late: number;
}

export interface SoakResult {
  readonly requests: number;
  readonly processes: readonly SoakedProcess[];
  /** What does not add up at the end, active counts that are not zero among it. */
  readonly faults: readonly string[];
  readonly workerDeaths: number;
}

/** By process id. */
type Memory = ReadonlyMap<number, { readonly liveBytes: number; readonly residentBytes: number }>;

/** One cluster under one load for as long as the scenario says: does anything grow, does any count drift? */
export async function soak(
  arm: Arm,
  scenario: Scenario,
  seed: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<SoakResult> {
  const cluster = await ClusterProcess.start(clusterSettings(scenario, arm, seed, 0, 'error'));
  const startMs = performance.now();
  const totalMs = scenario.load.warmupMs + scenario.load.durationMs;
  const share = () => (performance.now() - startMs) / totalMs;
  const looking = setInterval(() => onShare(Math.min(0.999, share())), LOOK_EVERY_MS);
  try {
    const measuring = new Promise<void>((resolve) => startTimer(resolve, totalMs * EARLY_SHARE).unref()).then(
      () => measure(cluster),
    );
    // If that fails, so does the cluster, and whoever waits for it hears why.
    measuring.catch(() => {});
    const driven = driveLoad({ arm, scenario, seed, connections: null }, cluster, signal);
    const load = await Promise.race([driven, cluster.whenFailed()]);
    const late = await measure(cluster);
    const early = signal.aborted ? late : await measuring;
    const report = await cluster.drain(scenario.timeoutMs + REPORT_GRACE_MS);
    return {
      requests: load.records.length,
      processes: cluster.pids.map((pid, i) => soaked(nameOf(i, scenario), pid, early, late)),
      faults: accountFaults(load.records, report),
      workerDeaths: report.workerDeaths,
    };
  } finally {
    clearInterval(looking);
    await cluster.stop();
  }
}

/** The primary comes first, then the HTTP workers, then the job workers. */
function nameOf(i: number, { cluster }: Scenario): string {
  if (i === 0) return 'primary';
  return i <= cluster.httpWorkers ? `HTTP worker ${i}` : `job worker ${i - cluster.httpWorkers}`;
}

function soaked(name: string, pid: number, early: Memory, late: Memory): SoakedProcess {
  const of = (memory: Memory) => memory.get(pid) ?? { liveBytes: 0, residentBytes: 0 };
  const liveBytes = { early: of(early).liveBytes, late: of(late).liveBytes };
  const residentBytes = { early: of(early).residentBytes, late: of(late).residentBytes };
  const tolerated = Math.max(TOLERATED_GROWTH_BYTES, liveBytes.early * TOLERATED_GROWTH);
  const toleratedResident = Math.max(
    TOLERATED_RESIDENT_GROWTH_BYTES,
    residentBytes.early * TOLERATED_RESIDENT_GROWTH,
  );
  const flat =
    liveBytes.early > 0 &&
    liveBytes.late > 0 &&
    liveBytes.late - liveBytes.early <= tolerated &&
    residentBytes.late - residentBytes.early <= toleratedResident;
  return { name, pid, liveBytes, residentBytes, flat };
}

async function measure(cluster: ClusterProcess): Promise<Memory> {
  const processes = await cluster.measureMemory();
  const resident = await residentBytes(cluster.pids);
  return new Map(
    processes.map(({ pid, liveBytes }) => [pid, { liveBytes, residentBytes: resident.get(pid) ?? 0 }]),
  );
}

/** By process id; those that are gone are left out. */
async function residentBytes(pids: readonly number[]): Promise<Map<number, number>> {
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
