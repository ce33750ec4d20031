import type { Scenario } from '../../contract/scenario.ts';

/** True where a load is a share of what the job workers can serve, and only measuring tells what that is. */
export function needsCapacity({ load, types }: Scenario): boolean {
  if (load.model !== 'open' || !('utilisation' in load.heavy)) return false;
  return (
    load.heavy.capacityPerSecond === undefined && !Object.values(types).every((type) => 'service' in type)
  );
}

export function withCapacity(scenario: Scenario, capacityPerSecond: number): Scenario {
  const { load } = scenario;
  if (load.model !== 'open' || !('utilisation' in load.heavy)) return scenario;
  const { utilisation } = load.heavy;
  return { ...scenario, load: { ...load, heavy: { utilisation, capacityPerSecond } } };
}
