import type { StrategyArm } from '../../catalogue/arms.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import type { DecisionTask } from './decisions/arena.ts';
import { type Cell, LOADS, type Load } from './decisions/decision-time.ts';
import { inFreshProcess } from './forked.ts';
import { interleave, type OnProgress } from './interleave.ts';

export const WORKER_COUNTS = [16, 1_000, 100_000] as const;

export interface DecisionRow {
  readonly strategy: string;
  /** Unfinished jobs a worker may hold; null for no limit. */
  readonly window: number | null;
  readonly load: Load;
  /** Median ns for all decisions on one job, dispatcher included, by `WORKER_COUNTS`. */
  readonly nsPerJob: readonly number[];
  /** The largest cluster's ns over the smallest's. */
  readonly growth: number;
}

export interface JudgedDecisionRow extends DecisionRow {
  readonly growthLimit: number;
  /** `growth` is within its limit. */
  readonly passed: boolean;
}

export interface DecisionsResult {
  readonly rounds: number;
  readonly workerCounts: readonly number[];
  /** The dispatcher with a strategy that does almost nothing: the cost of caches and memory for every strategy. */
  readonly floor: readonly DecisionRow[];
  readonly strategies: readonly JudgedDecisionRow[];
}

const CELLS: readonly Cell[] = LOADS.flatMap((load) => WORKER_COUNTS.map((workers) => ({ load, workers })));

/** Measures the decision cost of each strategy and its growth with the cluster, in the real dispatcher without messages. */
export async function measureDecisions(
  arms: readonly StrategyArm[],
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<DecisionsResult> {
  const rounds = quick ? 1 : 3;
  const sampleMs = quick ? 30 : 100;
  const module = new URL('./decisions/arena.js', import.meta.url);
  const values = await interleave<DecisionTask['arm'], number[]>(
    ['floor', ...arms],
    rounds,
    seed,
    (arm) =>
      inFreshProcess(module, { arm, cells: CELLS, sampleMs } satisfies DecisionTask) as Promise<number[]>,
    (arm, fraction) => onProgress(`decision time: ${arm === 'floor' ? arm : arm.label}`, fraction),
  );
  const [floorRuns = [], ...armRuns] = values;
  const floor = rowsOf('dispatcher alone', 1, floorRuns);
  const strategies = arms.flatMap((arm, i) =>
    rowsOf(arm.label, arm.window, armRuns[i] ?? []).map((row, j) => judge(row, floor[j] as DecisionRow)),
  );
  return { rounds, workerCounts: WORKER_COUNTS, floor, strategies };
}

function rowsOf(
  strategy: string,
  window: number | null,
  runs: readonly (readonly number[])[],
): DecisionRow[] {
  return LOADS.map((load) => {
    const nsPerJob = CELLS.flatMap((cell, i) =>
      cell.load === load ? [median(runs.map((run) => run[i] as number))] : [],
    );
    const growth = (nsPerJob.at(-1) as number) / (nsPerJob[0] as number);
    return { strategy, window, load, nsPerJob, growth };
  });
}

/**
 * Whether the cost grows no faster than the logarithm of the number of workers. A large cluster is slower anyway, because
 * less of it fits into the processor's caches; the floor shows by how much. So the limit is the growth of the floor times
 * that of the logarithm.
 */
export function judge(row: DecisionRow, floor: DecisionRow): JudgedDecisionRow {
  const logarithm = Math.log(WORKER_COUNTS[2]) / Math.log(WORKER_COUNTS[0]);
  const growthLimit = Math.max(1, floor.growth) * logarithm;
  return { ...row, growthLimit, passed: row.growth <= growthLimit };
}
