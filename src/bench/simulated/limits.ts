import { askedLevel } from '../../load/plan/load-level.ts';
import { meanHeavyMs } from '../../load/plan/request-mix.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import type { SearchResult } from '../../results/simulation-schema.ts';
import { keepsItsTimes } from '../../simulation/simulate-scenario.ts';

/** Most jobs of one simulation, and the maximum of `--jobs`: hours of computing. */
export const MAX_SIMULATED_JOBS = 100_000_000;

/** The question that simulations of a scenario are to answer. */
export interface SimulationQuestion {
  /** A sweep or a search sets the load. */
  readonly setsLoad: boolean;
  readonly search: SearchResult['question'] | null;
}

/** Why this cannot be simulated, one sentence each. */
export function simulationMistakes(
  name: string,
  scenario: PacedScenario,
  { setsLoad, search }: SimulationQuestion,
): string[] {
  const { load, types, objective, simulation } = scenario;
  const mistakes: string[] = [];
  if (load.model === 'closed') mistakes.push(`${name} is a closed loop; the simulator runs open loads`);
  if (setsLoad) mistakes.push(...shareMistakes(name, scenario));
  const reports = Object.keys(types).filter((type) => !('service' in (types[type] as object)));
  if (reports.length > 0) {
    mistakes.push(
      `${name} runs jobs of files (${reports.join(', ')}), whose lengths must be measured on a machine`,
    );
  }
  if (search !== null && objective === undefined) {
    mistakes.push(
      `${name} has no objective to search for; give it one, such as { of: 'slowdown', quantile: 0.999, atMost: 10 }`,
    );
  }
  if (search === 'fewest workers') {
    if (load.model !== 'open') mistakes.push(`${name} has no rate: --workers needs an open load`);
    if (simulation?.disturbances?.length)
      mistakes.push(`${name} disturbs workers by their number: --workers needs identical workers`);
  }
  return mistakes.length > 0 || setsLoad ? mistakes : countMistakes(name, scenario);
}

/** Why the load of the scenario cannot be set as a share of capacity. */
export function shareMistakes(name: string, { load, types }: PacedScenario): string[] {
  if (load.model !== 'open') return [`${name} has no rate to vary; only open loads have one`];
  if (meanHeavyMs(types) === 0)
    return [`${name} has only jobs that take no time: they cannot load the workers at any rate`];
  return [];
}

/** A load with a fixed duration sets its own number of jobs. */
function countMistakes(name: string, scenario: PacedScenario): string[] {
  const { load } = scenario;
  if (load.model === 'closed') return [];
  const { perSecond } = askedLevel(scenario, load);
  if (perSecond === 0)
    return [`${name} has no heavy requests in the measured time: there is nothing to simulate`];
  const jobs = Math.ceil((perSecond * load.durationMs) / 1000);
  return keepsItsTimes(scenario) && jobs > MAX_SIMULATED_JOBS
    ? [
        `${name} has about ${jobs} jobs; the limit of a simulation is ${MAX_SIMULATED_JOBS}: shorten durationMs or lower the rate`,
      ]
    : [];
}
