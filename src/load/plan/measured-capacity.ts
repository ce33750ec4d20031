import type { OpenLoad } from '../../contract/scenario.ts';
import type { MeasuredLoad, MeasuredScenario, PacedScenario, ReadScenario } from './scenario-states.ts';

/** True where a load is a share of what the job workers can serve, and only measuring tells what that is. */
export function needsCapacity({ load, types }: ReadScenario): boolean {
  if (load.model !== 'open' || !('utilisation' in load.heavy)) return false;
  return !Object.values(types).every((type) => 'service' in type);
}

/** `capacityPerSecond` is undefined for a scenario that needs none. */
export function withCapacity(
  scenario: PacedScenario,
  capacityPerSecond: number | undefined,
): MeasuredScenario {
  const { load } = scenario;
  if (load.model !== 'open') return { ...scenario, load };
  const { heavy } = load;
  const measured = 'perSecond' in heavy ? heavy : { utilisation: heavy.utilisation, capacityPerSecond };
  return { ...scenario, load: { ...load, heavy: measured } };
}

/** What has been measured; undefined where nothing was. */
export function knownCapacity({ heavy }: OpenLoad | MeasuredLoad): number | undefined {
  return 'capacityPerSecond' in heavy ? heavy.capacityPerSecond : undefined;
}
