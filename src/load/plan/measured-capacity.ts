import type { OpenLoad } from '../../contract/scenario.ts';
import type { MeasuredLoad, MeasuredScenario, PacedScenario, ReadScenario } from './scenario-states.ts';

/** True if the load is a share of the capacity, and the capacity must be measured. */
export function needsCapacity({ load, types }: ReadScenario): boolean {
  if (load.model !== 'open' || !('utilisation' in load.heavy)) return false;
  return !Object.values(types).every((type) => 'service' in type);
}

/** `capacityPerSecond` is undefined for a scenario that does not need it. */
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

/** The measured capacity; undefined if none was measured. */
export function knownCapacity({ heavy }: OpenLoad | MeasuredLoad): number | undefined {
  return 'capacityPerSecond' in heavy ? heavy.capacityPerSecond : undefined;
}
