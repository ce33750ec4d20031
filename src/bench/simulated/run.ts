import { availableParallelism } from 'node:os';
import type { StrategyArm } from '../../catalogue/arms.ts';
import { drawsFromSeed } from '../../load/plan/chance.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { meanInterval } from '../../measuring/statistics/mean-interval.ts';
import { mean, sum } from '../../measuring/statistics/sum.ts';
import type { ClassSummary, Counts } from '../../measuring/summary/class-summary.ts';
import type { Distribution } from '../../measuring/summary/latency.ts';
import { rankedOfSummary } from '../../measuring/summary/ranked.ts';
import { runTasks } from '../../processes/task-pool.ts';
import type { SimulatedResult } from '../../results/simulation-schema.ts';
import { REFERENCES, type Reference } from '../../simulation/simulate-scenario.ts';
import type { SimulationSummary } from '../../simulation/summary.ts';
import { type Failed, failureOf, failuresOf } from './failures.ts';
import { ownerOf, type SimulationTask } from './task.ts';

const CHILD = new URL('./task-child.js', import.meta.url);
const LEVEL = 0.95;

export interface SimulationPlan {
  readonly scenario: PacedScenario;
  readonly arms: readonly StrategyArm[];
  /** Loads to sweep, as utilisation; the scenario's own if empty. */
  readonly loads: readonly number[];
  readonly seed: number;
  /** Independent repetitions, at least 2; the r-th has the same arrivals for all. */
  readonly replications: number;
  /** Heavy requests measured in each, where the scenario's length is free. */
  readonly jobs: number;
}

/** Every strategy and every bound at every load, each several times over on arrivals that all share; and who failed. */
export async function runSimulations(
  plan: SimulationPlan,
  onDone: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<{ strategies: SimulatedResult[]; failures: Failed[] }> {
  const loads = plan.loads.length === 0 ? [null] : plan.loads;
  const rows = loads.flatMap((load) => [...plan.arms, ...REFERENCES].map((what) => ({ load, what })));
  const tasks = rows.flatMap(({ load, what }) =>
    Array.from({ length: plan.replications }, (_, r): SimulationTask => {
      const scenario = load === null ? plan.scenario : atUtilisation(plan.scenario, load);
      return { scenario, what, seed: plan.seed + r, jobs: plan.jobs };
    }),
  );
  const settled = await runTasks<SimulationTask, SimulationSummary>(
    { entry: CHILD, processes: availableParallelism(), ownerOf: ({ what }) => ownerOf(what) },
    tasks,
    (done) => onDone(done, tasks.length),
    signal,
  );
  const attempts = rows.map(({ load, what }, i) => {
    return { load, what, own: settled.slice(i * plan.replications, (i + 1) * plan.replications) };
  });
  const idealMeansMs = new Map<number | null, number | null>();
  const results = attempts.flatMap(({ load, what, own: attempted }) => {
    if (failureOf(attempted) !== undefined) return [];
    const replications = attempted.flatMap((one) => ('result' in one ? [one.result] : []));
    const own = independent(plan.scenario, replications);
    const meanMs = meanOrNull(own.map(meanResponseMs));
    if (what === 'central FIFO') idealMeansMs.set(load, meanMs);
    return [{ load, what, own, meanMs }];
  });
  const strategies = results.map(({ load, what, own, meanMs }) => {
    const idealMs = idealMeansMs.get(load) ?? null;
    // Whoever serves only some may serve them fast.
    const comparable = meanMs !== null && idealMs !== null && idealMs > 0 && own.every(servedAll);
    const vsIdeal = comparable ? meanMs / idealMs : null;
    return { ...describe(what), load, vsIdeal, ...combine(own), bySeed: bySeed(own, plan.seed) };
  });
  const ofArms = attempts.flatMap(({ what, own }) => (typeof what === 'string' ? [] : [{ arm: what, own }]));
  return { strategies, failures: failuresOf(ofArms) };
}

/** Replications by seed. What draws nothing, on a load that draws nothing, is the same in all of them: one sample. */
export function independent<Sample>(
  scenario: PacedScenario,
  replications: readonly Sample[],
): readonly Sample[] {
  if (drawsFromSeed(scenario)) return replications;
  const [first, ...others] = replications.map((one) => JSON.stringify(one));
  return others.every((other) => other === first) ? replications.slice(0, 1) : replications;
}

/** The scenario at another load; only where arrivals have a rate that can be set. */
export function atUtilisation(scenario: PacedScenario, utilisation: number): PacedScenario {
  const { load } = scenario;
  if (load.model !== 'open') throw new Error('the load can be set only for open loads with a rate');
  return { ...scenario, load: { ...load, heavy: { utilisation } } };
}

function describe(what: StrategyArm | Reference): Pick<SimulatedResult, 'name' | 'kind' | 'window' | 'uses'> {
  if (typeof what === 'string') return { name: what, kind: 'reference', window: null, uses: [] };
  return { name: what.label, kind: 'strategy', window: what.window, uses: [...what.uses] };
}

/** What comparisons of runs go by. */
function bySeed(own: readonly SimulationSummary[], seed: number): SimulatedResult['bySeed'] {
  return own.map(({ classes }, r) => ({
    seed: seed + r,
    classes: classes.map((one) => ({
      name: one.name,
      counts: one.counts,
      rankedMs: rankedOfSummary(one),
      meanMs: one.responseMs.mean,
    })),
  }));
}

type Combined = Omit<SimulatedResult, 'name' | 'kind' | 'window' | 'uses' | 'load' | 'vsIdeal' | 'bySeed'>;

/** Means over the replications; the spread of the mean response tells how far to trust them. */
function combine(own: readonly SimulationSummary[]): Combined {
  const means = own.map(meanResponseMs).filter((value) => value !== null);
  const interval = means.length > 1 && means.length === own.length ? meanInterval(means, LEVEL) : null;
  const names = own[0]?.classes.map((one) => one.name) ?? [];
  return {
    ...levelOver(own),
    replications: own.length,
    meanResponseIntervalMs: interval && [interval.low, interval.high],
    unfinished: sum(own.map((one) => one.unfinished)),
    busyShare: mean(own.map((one) => one.busyShare)),
    concentration: combineConcentrations(own),
    overtakenShare: mean(own.map((one) => one.overtakenShare)),
    longestWaitMs: Math.max(...own.map((one) => one.longestWaitMs)),
    meanInSystem: mean(own.map((one) => one.meanInSystem)),
    ...(own[0]?.retried !== undefined && { retried: sum(own.map((one) => one.retried ?? 0)) }),
    classes: names.map((name, i) =>
      combineClasses(
        name,
        own.map((one) => one.classes[i] as ClassSummary),
      ),
    ),
  };
}

/** What was asked for is the same in all. */
function levelOver(own: readonly SimulationSummary[]): Pick<Combined, 'level'> {
  const levels = own.map(({ level }) => level).filter((level) => level !== undefined);
  const [first] = levels;
  if (first === undefined) return {};
  const shares = levels.map(({ offered }) => offered.share);
  const offered = {
    perSecond: mean(levels.map(({ offered }) => offered.perSecond)),
    share: meanOrNull(shares),
  };
  return { level: { asked: { ...first.asked }, offered } };
}

/** Null where one of the replications could not tell. */
function combineConcentrations(own: readonly SimulationSummary[]): Combined['concentration'] {
  const known = own.map(({ concentration }) => concentration).filter((one) => one !== null);
  if (known.length < own.length) return null;
  return { mean: mean(known.map((one) => one.mean)), max: Math.max(...known.map((one) => one.max)) };
}

function combineClasses(name: string, classes: readonly ClassSummary[]): ClassSummary {
  const counts = { ...(classes[0] as ClassSummary).counts };
  for (const { counts: more } of classes.slice(1)) {
    for (const kind of Object.keys(counts) as (keyof Counts)[]) counts[kind] += more[kind];
  }
  const distribution = (of: (one: ClassSummary) => Distribution) => combineDistributions(classes.map(of));
  return {
    name,
    counts,
    responseMs: distribution((one) => one.responseMs),
    waitMs: distribution((one) => one.waitMs),
    serviceMs: distribution((one) => one.serviceMs),
    slowdown: distribution((one) => one.slowdown),
    throughputPerSecond: mean(classes.map((one) => one.throughputPerSecond)),
  };
}

/** Each figure is the mean of the replications' own; null where one of them could not give it. */
function combineDistributions(all: readonly Distribution[]): Distribution {
  const meanOf = (key: Exclude<keyof Distribution, 'count' | 'max'>) =>
    meanOrNull(all.map((one) => one[key]));
  const count = sum(all.map((one) => one.count));
  return {
    count,
    mean: meanOf('mean'),
    p50: meanOf('p50'),
    p90: meanOf('p90'),
    p95: meanOf('p95'),
    p99: meanOf('p99'),
    p999: meanOf('p999'),
    max: count === 0 ? null : Math.max(...all.map((one) => one.max ?? Number.NEGATIVE_INFINITY)),
  };
}

function servedAll({ classes }: SimulationSummary): boolean {
  return classes.every(({ counts }) => counts.ok === counts.offered);
}

/** Of all classes together; null where nobody was answered. */
function meanResponseMs(one: SimulationSummary): number | null {
  return one.classes[0]?.responseMs.mean ?? null;
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? mean(known) : null;
}
