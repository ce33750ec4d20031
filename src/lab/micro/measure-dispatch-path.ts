import { median } from '../../measuring/statistics/quantile.ts';
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
  /** Two messages that carry 1 kB each. */
  readonly withPayload: readonly PathRow[];
}

type Arm = Pick<PathPlan, 'system' | 'inFlight' | 'window' | 'carries'>;

/** Windows of this project to try, by jobs in flight. With one job in flight all windows are the same. */
const WINDOWS: ReadonlyMap<number, readonly number[]> = new Map([
  [1, [1]],
  [64, [2, 8, 32]],
  [512, [8, 32, 128]],
]);

const FOUR_MESSAGES: readonly Arm[] = [...WINDOWS]
  .flatMap(([inFlight, windows]): Omit<Arm, 'carries'>[] => [
    ...windows.map((window) => ({ system: 'coalesced' as const, inFlight, window })),
    { system: 'plain', inFlight, window: null },
    { system: 'article', inFlight, window: null },
  ])
  .map((arm) => ({ ...arm, carries: 'nothing' }));

/** The windows that each pool supports: jest-worker and workerpool give a worker one job at a time, worker-farm 10 by default. */
const TWO_MESSAGES: readonly Arm[] = (
  [
    ['direct', 64, [1, 2, 8, 32]],
    ['direct', 512, [128, 512]],
    ['bare', 64, [1]],
    ['jest-worker', 64, [1]],
    ['worker-farm', 64, [1, 10, null]],
    ['worker-farm', 512, [null]],
    ['workerpool', 64, [1]],
    ['tinypool', 64, [1, 8, 32]],
    ['tinypool', 512, [128]],
  ] as const
).flatMap(([system, inFlight, windows]) =>
  windows.map((window) => ({ system, inFlight, window, carries: 'nothing' })),
);

/** The library and each pool with a window of one job, and with wide ones where it has them. */
const WITH_PAYLOAD: readonly Arm[] = (
  [
    ['library', [1, 8, 32]],
    ['jest-worker', [1]],
    ['worker-farm', [1, 10, null]],
    ['workerpool', [1]],
    ['tinypool', [1, 8, 32]],
    ['poolifier', [1, 8, 32]],
    ['piscina', [1, 8, 32]],
  ] as const
).flatMap(([system, windows]) =>
  windows.map((window) => ({ system, inFlight: 64, window, carries: '1 kB' })),
);

/** Enough jobs for a second or two, after half as many for warm-up. Faster paths get more. */
function jobsFor(arm: Arm, quick: boolean): Pick<PathPlan, 'warmupJobs' | 'jobs'> {
  const jobs = jobsInFull(arm);
  return { warmupJobs: jobs / 2, jobs: quick ? jobs / 4 : jobs };
}

function jobsInFull({ system, inFlight, window, carries }: Arm): number {
  if (inFlight === 1) return 10_000;
  if (carries === '1 kB') return 40_000;
  if (window === 1) return 60_000;
  const wide = window === null || window >= 32;
  if (system === 'direct' && wide) return 400_000;
  if ((system === 'coalesced' || system === 'worker-farm') && wide) return 200_000;
  return 60_000;
}

/** Measures the dispatch paths with no-op jobs, each measurement in fresh processes. */
export async function measureDispatchPath(
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<DispatchPathResult> {
  const rounds = quick ? 3 : 5;
  const arms = [...FOUR_MESSAGES, ...TWO_MESSAGES, ...WITH_PAYLOAD];
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
    twoMessages: rows.slice(FOUR_MESSAGES.length, FOUR_MESSAGES.length + TWO_MESSAGES.length),
    withPayload: rows.slice(FOUR_MESSAGES.length + TWO_MESSAGES.length),
  };
}

async function jobsPerSecond(plan: PathPlan): Promise<number> {
  const { elapsedMs } = await runPath(plan);
  return plan.jobs / (elapsedMs / 1000);
}

/** Measures one path once. The figure is valid only if every job was answered exactly once. */
export async function runPath(plan: PathPlan): Promise<LoopResult> {
  const result = (await inFreshProcess(new URL('./dispatch/arena.js', import.meta.url), plan)) as LoopResult;
  const expected = plan.warmupJobs + plan.jobs;
  if (result.answers !== expected || result.strays !== 0) {
    throw new Error(
      `${plan.system} gave ${result.answers} answers to ${expected} jobs, and ${result.strays} stray answers`,
    );
  }
  return result;
}
