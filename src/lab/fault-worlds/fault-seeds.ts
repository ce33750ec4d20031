import { type Failed, failuresOf } from '../../bench/simulated/failures.ts';
import { ownerOf } from '../../bench/simulated/task.ts';
import type { StrategyArm } from '../../catalogue/arms.ts';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { Scheduling } from '../../core/scheduling/scheduling.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import { runTasks } from '../../processes/task-pool.ts';
import { runSeed, type SeedResult } from '../../simulation/faults/run-seed.ts';

const CHILD = new URL('./faults-child.js', import.meta.url);
/** Seeds per task: few enough to show progress, enough to keep a process busy. */
const MOST_SEEDS = 1000;

/** Worlds that begin under one strategy, and may change to the others. */
export interface FaultTask {
  readonly arm: StrategyArm;
  readonly others: readonly StrategyArm[];
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
      { arm, others: arms.filter((other) => other !== arm) },
    ),
  );
  const settled = await runTasks<FaultTask, SeedResult[]>(
    { entry: CHILD, ownerOf: ({ arm }) => ownerOf(arm) },
    tasks,
    (done) => onDone(done, tasks.length),
    signal,
  );
  const results = settled.flatMap((one) => ('result' in one ? one.result : []));
  const rows = tasks.map(({ arm }, i) => ({ arm, own: settled.slice(i, i + 1) }));
  return { results: results.sort((a, b) => a.seed - b.seed), failures: failuresOf(rows) };
}

function chunks(seeds: readonly number[], task: Omit<FaultTask, 'seeds'>): FaultTask[] {
  const tasks: FaultTask[] = [];
  for (let from = 0; from < seeds.length; from += MOST_SEEDS)
    tasks.push({ ...task, seeds: seeds.slice(from, from + MOST_SEEDS) });
  return tasks;
}

export async function runFaultTask(
  { arm, others, seeds }: FaultTask,
  watch?: StuckWatch,
): Promise<SeedResult[]> {
  const first = await load(arm);
  const rest = await Promise.all(others.map(load));
  return seeds.map((seed) => {
    watch?.beat();
    return runSeed(seed, [first, ...rest]);
  });
}

async function load(arm: StrategyArm): Promise<Scheduling> {
  return schedulingOf(arm, await loadDefinition(arm.file.module));
}
