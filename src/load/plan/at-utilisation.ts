import type { PacedScenario } from './scenario-states.ts';

/** The scenario at another load; only if the rate of arrivals can be set. */
export function atUtilisation(scenario: PacedScenario, utilisation: number): PacedScenario {
  const { load } = scenario;
  if (load.model !== 'open') throw new Error('the load can be set only for open loads with a rate');
  return { ...scenario, load: { ...load, heavy: { utilisation } } };
}
