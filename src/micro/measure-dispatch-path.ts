import { median } from '../statistics/quantile.ts';
import type { LoopResult, PathPlan, PoolPath, WholePath } from './dispatch/plan.ts';
import { inFreshProcess } from './forked.ts';
import { interleave, type OnProgress } from './interleave.ts';

export interface PathRow {
  readonly system: WholePath | PoolPath;
  readonly inFlight: number;
  /** Unfinished jobs a job worker may hold; null for no limit. */
  readonly window: number | null;
  readonly medianJobsPerSecond: number;
  readonly jobsPerSecond: readonly number[];
}

export interface DispatchPathResult {
  readonly rounds: number;
  readonly fourMessages: readonly PathRow[];
  readonly twoMessages: readonly PathRow[];
}

type Arm = Pick<PathPlan, 'system' | 'inFlight' | 'window'>;

/** Windows of our own to choose the best from, by jobs in flight; with one job in flight they are all the same. */
const WINDOWS: ReadonlyMap<number, readonly number[]> = new Map([
  [1, [1]],
  [64, [2, 8, 32]],
  [512, [8, 32, 128]],
]);

const FOUR_MESSAGES: readonly Arm[] = [...WINDOWS].flatMap(([inFlight, windows]) => [
  ...windows.map((window) => ({ system: 'coalesced' as const, inFlight, window })),
  { system: 'plain', inFlight, window: null },
  { system: 'article', inFlight, window: null },
]);

/** The pools as far as each goes: jest-worker and workerpool hand a worker one job at a time, worker-farm 10 by default. */
const TWO_MESSAGES: readonly Arm[] = (
  [
    ['direct', [1, 2, 8, 32]],
    ['bare', [1]],
    ['jest-worker', [1]],
    ['worker-farm', [1, 10, null]],
    ['workerpool', [1]],
    ['tinypool', [1, 8, 32]],
  ] as const
).flatMap(([system, windows]) => windows.map((window) => ({ system, inFlight: 64, window })));

/** Enough for compiled code before the clock starts, and for a second or so after it. */
function jobsFor({ inFlight, window }: Arm, quick: boolean): Pick<PathPlan, 'warmupJobs' | 'jobs'> {
  const jobs = (inFlight === 1 ? 6_000 : window === 1 ? 20_000 : 60_000) / (quick ? 4 : 1);
  return { warmupJobs: jobs / 2, jobs };
}

/** The way of a job through the processes and back, no-op jobs, each measurement in a fresh set of processes. */
export async function measureDispatchPath(
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<DispatchPathResult> {
  const rounds = quick ? 3 : 5;
  const arms = [...FOUR_MESSAGES, ...TWO_MESSAGES];
  const values = await interleave(
    arms,
    rounds,
    seed,
    (arm) => jobsPerSecond({ ...arm, ...jobsFor(arm, quick) }),
    (arm, fraction) => onProgress(`dispatch path: ${arm.system}, ${arm.inFlight} in flight`, fraction),
  );
  const rows = arms.map((arm, i): PathRow => {
    const measured = values[i] ?? [];
    return { ...arm, medianJobsPerSecond: median(measured), jobsPerSecond: measured };
  });
  return {
    rounds,
    fourMessages: rows.slice(0, FOUR_MESSAGES.length),
    twoMessages: rows.slice(FOUR_MESSAGES.length),
  };
}

async function jobsPerSecond(plan: PathPlan): Promise<number> {
  const { elapsedMs } = await runPath(plan);
  return plan.jobs / (elapsedMs / 1000);
}

/** Measures one path once. Every job must have been answered exactly once, or the figure means nothing. */
export async function runPath(plan: PathPlan): Promise<LoopResult> {
  const result = (await inFreshProcess(new URL('./dispatch/arena.js', import.meta.url), plan)) as LoopResult;
  const expected = plan.warmupJobs + plan.jobs;
  if (result.answers !== expected || result.strays !== 0) {
    throw new Error(
      `${plan.system} gave ${result.answers} answers to ${expected} jobs, and ${result.strays} strays`,
    );
  }
  return result;
}
