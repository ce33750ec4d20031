import type { StrategyArm } from '../../catalogue/arms.ts';
import { drawsFromSeed } from '../../load/plan/chance.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { rankedOfSummary } from '../../measuring/summary/ranked.ts';
import { runTasks } from '../../processes/task-pool.ts';
import type { TaskWorld } from '../../processes/task-world.ts';
import type { SimulatedResult } from '../../results/simulation-schema.ts';
import { REFERENCES, type Reference } from '../../simulation/simulate-scenario.ts';
import type { SimulationSummary } from '../../simulation/summary.ts';
import { combine, meanOrNull, meanResponseMs } from './combined.ts';
import { type Failed, failureOf, failuresOf } from './failures.ts';
import { ownerOf, type SweepTask } from './task.ts';

const CHILD = new URL('./task-child.js', import.meta.url);

export interface SimulationPlan {
  readonly scenario: PacedScenario;
  readonly arms: readonly StrategyArm[];
  /** Loads to sweep, as utilisation; the scenario's own if empty. */
  readonly loads: readonly number[];
  readonly seed: number;
  /** Independent replications, at least 2. The r-th has the same arrivals for all strategies and loads. */
  readonly replications: number;
  /** Heavy requests measured in each replication, unless the scenario fixes its duration. */
  readonly jobs: number;
  /** Processes of this machine if absent. */
  readonly world?: TaskWorld | undefined;
}

/** Simulates every strategy and every bound at every load, with replications on shared arrivals. Also returns failures. */
export async function runSimulations(
  plan: SimulationPlan,
  onDone: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<{ strategies: SimulatedResult[]; failures: Failed[] }> {
  const loads = plan.loads.length === 0 ? [null] : plan.loads;
  const rows = loads.flatMap((load) => [...plan.arms, ...REFERENCES].map((what) => ({ load, what })));
  const tasks = rows.flatMap(({ load, what }) =>
    Array.from({ length: plan.replications }, (_, r): SweepTask => {
      return { load, what, seed: plan.seed + r, jobs: plan.jobs };
    }),
  );
  const pool = {
    entry: CHILD,
    world: plan.world,
    // The scenario may hold a trace with up to a million requests.
    shared: plan.scenario,
    ownerOf: ({ what }: SweepTask) => ownerOf(what),
  };
  const settled = await runTasks<SweepTask, SimulationSummary>(
    pool,
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
    // A strategy that serves only some requests may serve those fast.
    const comparable = meanMs !== null && idealMs !== null && idealMs > 0 && own.every(servedAll);
    const vsIdeal = comparable ? meanMs / idealMs : null;
    return { ...describe(what), load, vsIdeal, ...combine(own), bySeed: bySeed(own, plan.seed) };
  });
  const ofArms = attempts.flatMap(({ what, own }) => (typeof what === 'string' ? [] : [{ arm: what, own }]));
  return { strategies, failures: failuresOf(ofArms) };
}

/** Replications by seed. If neither load nor strategy is random, all replications are equal and count as one sample. */
export function independent<Sample>(
  scenario: PacedScenario,
  replications: readonly Sample[],
): readonly Sample[] {
  if (drawsFromSeed(scenario)) return replications;
  const [first, ...others] = replications.map((one) => JSON.stringify(one));
  return others.every((other) => other === first) ? replications.slice(0, 1) : replications;
}

function describe(what: StrategyArm | Reference): Pick<SimulatedResult, 'name' | 'kind' | 'window' | 'uses'> {
  if (typeof what === 'string') return { name: what, kind: 'reference', window: null, uses: [] };
  return { name: what.label, kind: 'strategy', window: what.window, uses: [...what.uses] };
}

/** The figures that comparisons of runs use. */
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

function servedAll({ classes }: SimulationSummary): boolean {
  return classes.every(({ counts }) => counts.ok === counts.offered);
}
