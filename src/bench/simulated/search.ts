import type { StrategyArm } from '../../catalogue/arms.ts';
import type { Objective, OpenLoad } from '../../contract/scenario.ts';
import { atUtilisation } from '../../load/plan/at-utilisation.ts';
import { heavyPerSecond } from '../../load/plan/heavy-stream.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { meanInterval } from '../../measuring/statistics/mean-interval.ts';
import { samplesFor } from '../../measuring/statistics/quantile.ts';
import type { Histogram } from '../../measuring/summary/histogram.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import { runTasks } from '../../processes/task-pool.ts';
import type { TaskWorld } from '../../processes/task-world.ts';
import type { SearchResult } from '../../results/simulation-schema.ts';
import type { Measures } from '../../simulation/measures.ts';
import { type Failed, failureOf, failuresOf } from './failures.ts';
import { independent } from './run.ts';
import { measureStrategy, ownerOf } from './task.ts';

const CHILD = new URL('./search-child.js', import.meta.url);
const LEVEL = 0.95;
/** Resolution of a search for a load. */
const LOAD_STEP = 0.01;
const LOWEST_LOAD = 0.01;
const HIGHEST_LOAD = 1;

/** One search on the arrivals of one seed. `maxWorkers` bounds a search for workers; null means a search for a load. */
export interface SearchTask {
  readonly scenario: PacedScenario;
  readonly objective: Objective;
  readonly arm: StrategyArm;
  readonly seed: number;
  readonly jobs: number;
  readonly maxWorkers: number | null;
}

/** The part of a task that differs between the searches of a run. */
export type OwnTask = Pick<SearchTask, 'arm' | 'seed'>;

/** For each strategy the result on each seed and an interval for their mean, or its failure. */
export async function runSearches(
  question: SearchResult['question'],
  arms: readonly StrategyArm[],
  task: Omit<SearchTask, 'arm'>,
  replications: number,
  onDone: (done: number, of: number) => void,
  signal: AbortSignal,
  world?: TaskWorld,
): Promise<{ searches: SearchResult[]; failures: Failed[] }> {
  const tasks = arms.flatMap((arm) =>
    Array.from({ length: replications }, (_, r): OwnTask => ({ arm, seed: task.seed + r })),
  );
  const found = await runTasks<OwnTask, number | null>(
    { entry: CHILD, world, shared: task, ownerOf: ({ arm }) => ownerOf(arm) },
    tasks,
    (done) => onDone(done, tasks.length),
    signal,
  );
  const rows = arms.map((arm, i) => ({ arm, own: found.slice(i * replications, (i + 1) * replications) }));
  const searches = rows.flatMap(({ arm, own }): SearchResult[] => {
    if (failureOf(own) !== undefined) return [];
    const values = independent(
      task.scenario,
      own.flatMap((one) => ('result' in one ? [one.result] : [])),
    );
    const known = values.filter((value) => value !== null);
    const all = known.length === values.length ? meanInterval(known, LEVEL) : undefined;
    return [
      {
        name: arm.label,
        question,
        most: task.maxWorkers ?? HIGHEST_LOAD,
        perSecond: task.maxWorkers === null ? null : rateOf(task.scenario),
        found: [...values],
        mean: all?.mean ?? null,
        interval: all === undefined || known.length === 1 ? null : [all.low, all.high],
      },
    ];
  });
  return { searches, failures: failuresOf(rows) };
}

/** The highest load, or the fewest workers, that meets the objective; null if there is none in range. */
export async function search(task: SearchTask, watch?: StuckWatch): Promise<number | null> {
  const { arm, objective, seed, jobs } = task;
  const holdsFor = async (scenario: PacedScenario) =>
    holds(objective, await measureStrategy(scenario, arm, seed, jobs, watch));
  if (task.maxWorkers === null) {
    const steps = Math.round((HIGHEST_LOAD - LOWEST_LOAD) / LOAD_STEP);
    const loadAt = (step: number) => Number((LOWEST_LOAD + step * LOAD_STEP).toFixed(2));
    const step = await lastThatHolds(steps, (at) => holdsFor(atUtilisation(task.scenario, loadAt(at))));
    return step < 0 ? null : loadAt(step);
  }
  const { maxWorkers } = task;
  // From many workers to few, so that the last success has the fewest.
  const step = await lastThatHolds(maxWorkers - 1, (at) =>
    holdsFor(withWorkers(task.scenario, maxWorkers - at)),
  );
  return step < 0 ? null : maxWorkers - step;
}

/** Number of steps before the result that must hold as well. */
const STEPS_CHECKED = 3;

/**
 * The last of 0…last up to which the property holds; −1 if it never does. Bisection assumes that a lost property stays lost.
 * That can be wrong by chance, or for strategies that divide workers into groups. So the steps before the result are checked
 * too. If one fails, the search continues before it.
 */
export async function lastThatHolds(
  last: number,
  holdsAt: (step: number) => Promise<boolean>,
): Promise<number> {
  const known = new Map<number, boolean>();
  const holds = async (step: number) => {
    const answer = known.get(step) ?? (await holdsAt(step));
    known.set(step, answer);
    return answer;
  };
  for (let end = last + 1; ; ) {
    const found = await bisect(end, holds);
    const failing = await firstFailing(Math.max(0, found - STEPS_CHECKED), found, holds);
    if (failing === undefined) return found;
    end = failing;
  }
}

/** A step before `end` that holds, while the next one fails or is `end`; −1 if the search finds none. */
async function bisect(end: number, holds: (step: number) => Promise<boolean>): Promise<number> {
  let low = -1;
  let high = end;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

async function firstFailing(
  from: number,
  to: number,
  holds: (step: number) => Promise<boolean>,
): Promise<number | undefined> {
  for (let step = from; step < to; step++) if (!(await holds(step))) return step;
  return undefined;
}

/** The scenario at its own rate with this number of identical workers. */
function withWorkers(scenario: PacedScenario, jobWorkers: number): PacedScenario {
  const load = openLoadOf(scenario);
  const perSecond = heavyPerSecond(scenario, load);
  return {
    ...scenario,
    cluster: { httpWorkers: scenario.cluster.httpWorkers, jobWorkers },
    load: { ...load, heavy: { perSecond } },
  };
}

function rateOf(scenario: PacedScenario): number {
  return heavyPerSecond(scenario, openLoadOf(scenario));
}

function openLoadOf({ load }: PacedScenario): OpenLoad {
  if (load.model === 'open') return load;
  throw new Error('a number of workers can be searched only for open loads with a rate');
}

/** Whether every job was served and the quantile of every type is within its limit. */
function holds({ of, quantile, atMost }: Objective, { types, open, late }: Measures): boolean {
  if (open + late > 0) return false;
  return types.every((type) => type.outcomes.ok === type.offered && valueAt(type[of], quantile) <= atMost);
}

/** The worst value if there are too few jobs for the quantile (with a warning elsewhere); 0 without jobs. */
function valueAt(histogram: Histogram, quantile: number): number {
  if (histogram.count === 0) return 0;
  return histogram.count >= samplesFor(quantile) ? histogram.quantile(quantile) : histogram.max;
}
