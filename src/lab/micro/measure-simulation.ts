import type { StrategyArm } from '../../catalogue/arms.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import { v8Flags } from '../../processes/v8-flags.ts';
import { inFreshProcess } from './forked.ts';
import { interleave, type OnProgress } from './interleave.ts';
import type { SpeedSample, SpeedTask } from './simulation/arena.ts';

const WORKER_COUNTS = [16, 1_000, 100_000];

export interface SpeedRow {
  readonly strategy: string;
  readonly workers: number;
  readonly medianJobsPerSecond: number;
  readonly peakMemoryBytes: number;
}

export interface SimulationSpeedResult {
  readonly rounds: number;
  readonly rows: readonly SpeedRow[];
}

/** Simulated jobs a second on one thread, at load 0.9 with exponential sizes and all histograms kept. */
export async function measureSimulation(
  arms: readonly StrategyArm[],
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<SimulationSpeedResult> {
  const rounds = quick ? 3 : 5;
  const jobs = quick ? 1_000_000 : 4_000_000;
  const module = new URL('./simulation/arena.js', import.meta.url);
  const tasks = arms.flatMap((arm) => WORKER_COUNTS.map((workers): SpeedTask => ({ arm, workers, jobs })));
  const values = await interleave(
    tasks,
    rounds,
    seed,
    (task) => inFreshProcess(module, task, v8Flags('simulation')) as Promise<SpeedSample>,
    ({ arm, workers }, fraction) => onProgress(`simulation: ${arm.label}, ${workers} workers`, fraction),
  );
  const rows = tasks.map(({ arm, workers }, i): SpeedRow => {
    const samples = values[i] as SpeedSample[];
    return {
      strategy: arm.label,
      workers,
      medianJobsPerSecond: median(samples.map((sample) => sample.jobsPerSecond)),
      peakMemoryBytes: Math.max(...samples.map((sample) => sample.peakMemoryBytes)),
    };
  });
  return { rounds, rows };
}
