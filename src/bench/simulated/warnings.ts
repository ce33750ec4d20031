import { askedLevel } from '../../load/plan/load-level.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { samplesFor } from '../../measuring/statistics/quantile.ts';
import type { Warning } from '../../results/schema.ts';
import type { SearchResult, SimulatedResult } from '../../results/simulation-schema.ts';
import { keepsItsTimes } from '../../simulation/simulate-scenario.ts';
import { noLengthWarnings } from '../no-length.ts';

/** Doubts that void simulations. */
export const VOIDING_SIMULATIONS: ReadonlySet<string> = new Set(['nothing-measured', 'strategy-failed']);

/** What there is to doubt of what was simulated, `jobs` in each replication where the scenario's length is free. */
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
  return warning(
    'nothing-measured',
    'no job arrived in the time that is measured: make durationMs longer, or the rate higher',
  );
}

/** Where neither the load nor the strategy draws anything, one replication is all there is. */
function oneSample(samples: readonly number[]): Warning[] {
  if (!samples.includes(1)) return [];
  return warning(
    'one-sample',
    'the load is the same at every seed, so all replications of what draws nothing itself are one: it is counted once, and one sample has no interval',
  );
}

function noHttpWorkers({ faults = [] }: PacedScenario): Warning[] {
  if (faults.every(({ hits }) => hits === 'job worker')) return [];
  return warning('no-http-workers', 'the faults that hit HTTP workers are left out: the simulator has none');
}

/** Types of which too few jobs come for the quantile that is searched by. */
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
      `about ${Math.round(own)} jobs of ${name} are too few for a quantile of ${objective.quantile}, which takes ${needed}: it is judged by its worst job; ${more} gives enough`,
    );
  });
}
