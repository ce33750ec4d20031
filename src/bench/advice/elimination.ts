import type { StrategyArm } from '../../catalogue/arms.ts';
import { mean } from '../../measuring/statistics/sum.ts';
import { runTasks } from '../../processes/task-pool.ts';
import type { TaskWorld } from '../../processes/task-world.ts';
import { ownerOf } from '../simulated/task.ts';
import type { Candidate, Conditions, LimitTask, PeakTraffic, TrialOutcome, TrialTask } from './trial.ts';
import { otherWindows, withBestWindows } from './windows.ts';

const CHILD = new URL('./trial-child.js', import.meta.url);

/** A candidate with its trials so far. */
export interface Tried extends Candidate {
  readonly outcomes: readonly TrialOutcome[];
  /** Mean of the largest share of a limit over the trials. */
  readonly worst: number;
}

export interface Course {
  readonly onDone: (what: string, done: number, of: number) => void;
  readonly signal: AbortSignal;
  /** Processes of this machine if absent. */
  readonly world?: TaskWorld | undefined;
}

/** After each round, only so many strategies stay for each number of workers, and those not far behind the best. */
const ROUNDS = [
  { variants: [0], keep: 8, within: 1.5, windows: true },
  { variants: [1, 2], keep: 4, within: 1.2, windows: false },
  { variants: [3, 4, 5, 6, 7], keep: 3, within: 1.1, windows: false },
];
/** Two more workers than are needed tell what a spare one buys. */
const SPARE_COUNTS = 2;

/**
 * Sequential elimination: every strategy on every number of workers is tried once, and only contenders get other windows and
 * many trials. The
 * strategies of `always` stay to the end, on the numbers of workers that stay. `left` are those; `all` are those that were
 * tried, with as many trials as they got.
 */
export async function eliminate(
  peak: PeakTraffic,
  arms: readonly StrategyArm[],
  counts: readonly number[],
  always: (candidate: Candidate) => boolean,
  course: Course,
): Promise<{ readonly left: readonly Tried[]; readonly all: readonly Tried[] }> {
  const all = new Map<string, Tried>();
  let left: Tried[] = counts.flatMap((workers) => arms.map((arm) => untried(arm, workers)));
  for (const { variants, keep, within, windows } of ROUNDS) {
    left = await tryAll(peak, left, variants, course, 'comparing strategies');
    for (const one of left) all.set(`${one.arm.label} ${one.workers}`, one);
    left = contenders(left, keep, within, always);
    if (!windows) continue;
    // What serves now has the window that it has.
    const [kept, free] = [left.filter(always), left.filter((one) => !always(one))];
    const others = free.flatMap(({ arm, workers }) => otherWindows(arm).map((own) => untried(own, workers)));
    const tried = await tryAll(peak, others, variants, course, 'comparing windows');
    for (const one of tried) all.set(`${one.arm.label} ${one.workers}`, one);
    left = [...kept, ...withBestWindows(free, tried)];
  }
  return { left, all: [...all.values()] };
}

function untried(arm: StrategyArm, workers: number): Tried {
  return { arm, workers, outcomes: [], worst: Number.NaN };
}

/** Without those that failed. */
async function tryAll(
  peak: PeakTraffic,
  candidates: readonly Tried[],
  variants: readonly number[],
  course: Course,
  what: string,
): Promise<Tried[]> {
  const tasks = candidates.flatMap(({ arm, workers }) =>
    variants.map((variant) => ({ arm, workers, variant, loadFactor: 1, serviceFactor: 1 })),
  );
  const outcomes = await trials(peak, tasks, course, what);
  return candidates.flatMap((one, i) => {
    const own = outcomes.slice(i * variants.length, (i + 1) * variants.length);
    return own.includes(undefined) ? [] : [withOutcomes(one, own as TrialOutcome[])];
  });
}

function withOutcomes(one: Tried, more: readonly TrialOutcome[]): Tried {
  const outcomes = [...one.outcomes, ...more];
  return { ...one, outcomes, worst: mean(outcomes.map(({ worst }) => worst)) };
}

function contenders(
  tried: readonly Tried[],
  keep: number,
  within: number,
  always: (candidate: Candidate) => boolean,
): Tried[] {
  const counts = [...new Set(tried.map(({ workers }) => workers))].sort((a, b) => a - b);
  const bestOf = (workers: number) =>
    Math.min(...tried.filter((one) => one.workers === workers).map(({ worst }) => worst));
  const needed = counts.findIndex((workers) => bestOf(workers) <= 1);
  const enough = needed < 0 ? counts.length - 1 : needed + SPARE_COUNTS;
  return counts.flatMap((workers, i) => {
    const own = tried.filter((one) => one.workers === workers).sort((a, b) => a.worst - b.worst);
    const limit = (own[0]?.worst ?? 0) * within;
    return own.filter(
      (one, place) => always(one) || (i <= enough && i >= needed - 2 && place < keep && one.worst <= limit),
    );
  });
}

/** Undefined for a strategy that failed. */
export async function trials(
  peak: PeakTraffic,
  tasks: readonly (Candidate & Conditions)[],
  { onDone, signal, world }: Course,
  what: string,
): Promise<(TrialOutcome | undefined)[]> {
  const settled = await runTasks<TrialTask, TrialOutcome>(
    poolFor(peak, world),
    tasks.map((task) => ({ ...task, kind: 'trial' })),
    (done) => onDone(what, done, tasks.length),
    signal,
  );
  return settled.map((one) => ('result' in one ? one.result : undefined));
}

/** For each candidate the factor on the load up to which it meets the goals, the lowest of the variants. */
export async function limits(
  peak: PeakTraffic,
  candidates: readonly Candidate[],
  variants: readonly number[],
  { onDone, signal, world }: Course,
): Promise<number[]> {
  const tasks = candidates.flatMap(({ arm, workers }): LimitTask[] =>
    variants.map((variant) => ({ kind: 'limit', arm, workers, variant })),
  );
  const settled = await runTasks<LimitTask, number>(
    poolFor(peak, world),
    tasks,
    (done) => onDone('looking for the limits', done, tasks.length),
    signal,
  );
  return candidates.map((_, i) => {
    const own = settled.slice(i * variants.length, (i + 1) * variants.length);
    return mean(own.map((one) => ('result' in one ? one.result : 0)));
  });
}

function poolFor(peak: PeakTraffic, world: TaskWorld | undefined) {
  return {
    entry: CHILD,
    world,
    shared: peak,
    ownerOf: ({ arm }: Candidate) => ownerOf(arm),
  };
}
