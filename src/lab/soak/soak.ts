import { accountFaults } from '../../bench/live/accounts.ts';
import { drivenLoad } from '../../bench/live/live-trial.ts';
import type { TrialObserver } from '../../bench/live/observer.ts';
import type { Arm, StrategyArm } from '../../catalogue/arms.ts';
import { ClusterProcess } from '../../cluster/cluster-process.ts';
import { clusterSettings } from '../../cluster/settings.ts';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { type Counts, countOutcomes } from '../../measuring/summary/class-summary.ts';
import { viewOf } from '../../processes/process-view.ts';
import { sleep, startTimer } from '../../processes/timer.ts';
import { type Killed, Killer, type Kills } from './killer.ts';
import { type EarlyAndLate, type MemoryVerdict, memoryVerdict } from './memory-growth.ts';

const LOOK_EVERY_MS = 1000;
const SWAP_EVERY_MS = 50;
/** After this share of the time, code is compiled and tables have their full size. */
const EARLY_SHARE = 0.25;

/** Memory of one process after a quarter of the time and at the end, each right after a full garbage collection. */
export interface SoakedProcess {
  readonly name: string;
  readonly pid: number;
  readonly liveBytes: EarlyAndLate;
  readonly residentBytes: EarlyAndLate;
  readonly verdict: MemoryVerdict;
}

export interface SoakResult {
  readonly requests: number;
  /** What became of them. */
  readonly counts: Counts;
  /** Attempts of jobs beyond the first. */
  readonly retried: number;
  /** Results that came too late to count. */
  readonly dropped: number;
  /** Results that were accepted beyond one for each job. */
  readonly duplicates: number;
  /** Undefined where nothing was to be killed. */
  readonly killed: Killed | undefined;
  readonly processes: readonly SoakedProcess[];
  /** Contradictions between counts at the end, including active counts above zero. */
  readonly faults: readonly string[];
  readonly workerDeaths: number;
  /** How often another strategy took over. */
  readonly swaps: number;
}

/** By process id, for the processes that could be measured. */
interface Memory {
  readonly liveBytes: ReadonlyMap<number, number>;
  readonly residentBytes: ReadonlyMap<number, number>;
}

/** Hears of a soak while it goes on. */
export interface SoakObserver extends Pick<TrialObserver, 'load'> {
  /** Of the time, from 0 to 1. */
  share(share: number): void;
}

const NOT_MEASURED: Memory = { liveBytes: new Map(), residentBytes: new Map() };

/** One cluster under one load. */
export interface Soak {
  readonly arm: Arm;
  readonly scenario: MeasuredScenario;
  readonly seed: number;
  /** Strategies that take over in turn, one every 50 ms. */
  readonly swapped: readonly StrategyArm[];
  readonly kills: Kills | undefined;
}

/** Runs it for the duration of its scenario, and checks memory and counts. */
export async function soak(
  { arm, scenario, seed, swapped, kills }: Soak,
  observer: SoakObserver,
  signal: AbortSignal,
): Promise<SoakResult> {
  const cluster = await ClusterProcess.start(clusterSettings(scenario, arm, seed, 0, 'error'));
  const startMs = performance.now();
  const totalMs = scenario.load.warmupMs + scenario.load.durationMs;
  const share = () => (performance.now() - startMs) / totalMs;
  const looking = setInterval(() => observer.share(Math.min(0.999, share())), LOOK_EVERY_MS);
  try {
    let early = NOT_MEASURED;
    const measuring = new Promise<void>((resolve) => startTimer(resolve, totalMs * EARLY_SHARE).unref())
      .then(() => measure(cluster))
      .then((memory) => {
        early = memory;
      });
    // If that fails, the cluster fails too and reports the reason.
    measuring.catch(() => {});
    const swapper = new Swapper(cluster, swapped);
    const killer = kills && new Killer(kills, totalMs);
    const driven = drivenLoad({ arm, scenario, seed, connections: null }, cluster, observer.load, signal);
    const load = await driven.finally(() => swapper.stop()).finally(() => killer?.stop());
    const killed = await killer?.stop();
    const late = await measure(cluster);
    if (!signal.aborted) await measuring;
    const report = await cluster.drain(scenario.timeoutMs + AFTER_DEADLINE_MS.account);
    const tally = report.dispatch?.tally;
    return {
      requests: load.records.length,
      counts: countOutcomes(load.records, 0),
      retried: tally?.retried ?? 0,
      dropped: tally === undefined ? 0 : tally.staleReplies + tally.lateReplies,
      duplicates: tally === undefined ? 0 : Math.max(0, tally.settled - tally.arrived),
      killed,
      processes: cluster.pids.map((pid, i) => soaked(nameOf(i, scenario), pid, early, late)),
      faults: accountFaults(load.records, report),
      workerDeaths: report.workerDeaths,
      swaps: swapper.swaps,
    };
  } finally {
    clearInterval(looking);
    await cluster.stop();
  }
}

/** Changes the strategy of a cluster until it is stopped. */
class Swapper {
  readonly #cluster: ClusterProcess;
  readonly #arms: readonly StrategyArm[];
  readonly #swapping: Promise<void>;
  #stopped = false;
  swaps = 0;

  constructor(cluster: ClusterProcess, arms: readonly StrategyArm[]) {
    this.#cluster = cluster;
    this.#arms = arms;
    this.#swapping = this.#swap();
    // Whoever stops it hears why.
    this.#swapping.catch(() => {});
  }

  async #swap(): Promise<void> {
    const next = () => this.#arms[this.swaps % this.#arms.length];
    for (let arm = next(); arm !== undefined && !this.#stopped; arm = next()) {
      await this.#cluster.use(arm);
      this.swaps++;
      await sleep(SWAP_EVERY_MS);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#swapping;
  }
}

/** The primary comes first, then the HTTP workers, then the job workers. */
function nameOf(i: number, { cluster }: MeasuredScenario): string {
  if (i === 0) return 'primary';
  return i <= cluster.httpWorkers ? `HTTP worker ${i}` : `job worker ${i - cluster.httpWorkers}`;
}

function soaked(name: string, pid: number, early: Memory, late: Memory): SoakedProcess {
  const of = (what: keyof Memory) => ({ early: early[what].get(pid), late: late[what].get(pid) });
  const [liveBytes, residentBytes] = [of('liveBytes'), of('residentBytes')];
  return { name, pid, liveBytes, residentBytes, verdict: memoryVerdict(liveBytes, residentBytes) };
}

async function measure(cluster: ClusterProcess): Promise<Memory> {
  const processes = await cluster.measureMemory();
  const resident = cluster.pids.flatMap((pid) => {
    const bytes = viewOf(pid)?.residentBytes ?? 0;
    return bytes > 0 ? [[pid, bytes] as const] : [];
  });
  return {
    liveBytes: new Map(processes.map(({ pid, liveBytes }) => [pid, liveBytes])),
    residentBytes: new Map(resident),
  };
}
