import { askedLevel } from '../../load/plan/load-level.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { samplesFor } from '../../measuring/statistics/quantile.ts';
import type { Warning } from '../../results/schema.ts';
import type { SearchResult, SimulatedResult } from '../../results/simulation-schema.ts';
import { keepsItsTimes } from '../../simulation/simulate-scenario.ts';
import { noLengthWarnings } from '../no-length.ts';

/** Warnings that void simulations. */
export const VOIDING_SIMULATIONS: ReadonlySet<string> = new Set(['nothing-measured', 'strategy-failed']);

/** Warnings about these simulations, with `jobs` in each replication unless the scenario fixes its duration. */
export function simulationWarnings(
  scenario: PacedScenario,
  jobs: number,
  {
    strategies,
    searches,
  }: { readonly strategies: readonly SimulatedResult[]; readonly searches: readonly SearchResult[] },
): Warning[] {
  return [
    ...nothingMeasured(strategies),
    ...oneSample([
      ...strategies.map(({ replications }) => replications),
      ...searches.map(({ found }) => found.length),
    ]),
    ...noHttpWorkers(scenario),
    ...(searches.length === 0 ? [] : rareTypes(scenario, jobs)),
    ...noLengthWarnings(strategies),
  ];
}

function warning(code: string, message: string): Warning[] {
  return [{ code, strategy: null, message }];
}

function nothingMeasured(strategies: readonly SimulatedResult[]): Warning[] {
  if (strategies.every(({ classes }) => classes.some(({ counts }) => counts.offered > 0))) return [];
  return warning('nothing-measured', 'no job arrived in the measured time: increase durationMs or the rate');
}

/** If neither the load nor the strategy is random, all replications are equal. */
function oneSample(samples: readonly number[]): Warning[] {
  if (!samples.includes(1)) return [];
  return warning(
    'one-sample',
    'the load is not random, so all replications of a strategy without random choices are equal. They count as one sample, which has no interval',
  );
}

function noHttpWorkers({ faults = [] }: PacedScenario): Warning[] {
  if (faults.every(({ hits }) => hits === 'job worker')) return [];
  return warning(
    'no-http-workers',
    'faults of HTTP workers are left out, because the simulator has no HTTP workers',
  );
}

/** Warns of types with too few jobs for the quantile of the objective. */
function rareTypes(scenario: PacedScenario, jobs: number): Warning[] {
  const { load, types, objective } = scenario;
  if (load.model === 'closed' || objective === undefined) return [];
  const measured = keepsItsTimes(scenario)
    ? askedLevel(scenario, load).perSecond * (load.durationMs / 1000)
    : jobs;
  const shares = Object.values(types).reduce((sum, { share }) => sum + share, 0);
  const needed = samplesFor(objective.quantile);
  return Object.entries(types).flatMap(([name, { share }]) => {
    const own = (measured * share) / shares;
    if (own >= needed) return [];
    const more = keepsItsTimes(scenario)
      ? 'a longer durationMs'
      : `--jobs=${Math.ceil((needed * shares) / share)}`;
    return warning(
      'too-few-for-quantile',
      `about ${Math.round(own)} jobs of ${name} are too few for a quantile of ${objective.quantile}, which needs ${needed}. Its worst job is judged instead; use ${more}`,
    );
  });
}
