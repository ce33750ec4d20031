import { availableParallelism } from 'node:os';
import { type Failed, failuresOf } from '../../bench/simulated/failures.ts';
import { ownerOf } from '../../bench/simulated/task.ts';
import type { StrategyArm } from '../../catalogue/arms.ts';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import { runTasks } from '../../processes/task-pool.ts';
import { runSeed, type SeedResult } from '../../simulation/faults/run-seed.ts';

const CHILD = new URL('./faults-child.js', import.meta.url);
/** Seeds per task: few enough to show progress, enough to keep a process busy. */
const MOST_SEEDS = 1000;

/** Worlds of one strategy. */
export interface FaultTask {
  readonly arm: StrategyArm;
  readonly seeds: readonly number[];
}

/** Runs the worlds of these seeds, in order; each seed also chooses the strategy. Also returns failures other than broken promises. */
export async function runFaultSeeds(
  seeds: readonly number[],
  arms: readonly StrategyArm[],
  onDone: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<{ results: SeedResult[]; failures: Failed[] }> {
  const tasks = arms.flatMap((arm, i) =>
    chunks(
      seeds.filter((seed) => seed % arms.length === i),
      arm,
    ),
  );
  const settled = await runTasks<FaultTask, SeedResult[]>(
    { entry: CHILD, processes: availableParallelism(), ownerOf: ({ arm }) => ownerOf(arm) },
    tasks,
    (done) => onDone(done, tasks.length),
    signal,
  );
  const results = settled.flatMap((one) => ('result' in one ? one.result : []));
  const rows = tasks.map(({ arm }, i) => ({ arm, own: settled.slice(i, i + 1) }));
  return { results: results.sort((a, b) => a.seed - b.seed), failures: failuresOf(rows) };
}

function chunks(seeds: readonly number[], arm: StrategyArm): FaultTask[] {
  const tasks: FaultTask[] = [];
  for (let from = 0; from < seeds.length; from += MOST_SEEDS)
    tasks.push({ arm, seeds: seeds.slice(from, from + MOST_SEEDS) });
  return tasks;
}

export async function runFaultTask({ arm, seeds }: FaultTask, watch?: StuckWatch): Promise<SeedResult[]> {
  const scheduling = schedulingOf(arm, await loadDefinition(arm.file.module));
  return seeds.map((seed) => {
    watch?.beat();
    return runSeed(seed, scheduling);
  });
}
