import type { Load, Scenario } from '../../contract/scenario.ts';

/** False if every seed gives the same requests, faults and primaries. A strategy may still draw random numbers. */
export function drawsFromSeed({
  load,
  types,
  shifts = [],
  keys,
  faults = [],
  cluster,
  simulation,
}: Scenario): boolean {
  if ((simulation?.primaries ?? 1) > 1) return true;
  if (faults.some(({ hits }) => (hits === 'job worker' ? cluster.jobWorkers : cluster.httpWorkers) > 1))
    return true;
  if (load.model === 'trace') return false;
  return arrivalsAreDrawn(load) || (keys?.count ?? 1) > 1 || [{ types }, ...shifts].some(requestsAreDrawn);
}

function arrivalsAreDrawn(load: Load): boolean {
  return load.model === 'closed' || (load.model === 'open' && load.arrivals.process !== 'deterministic');
}

function requestsAreDrawn({ types }: Pick<Scenario, 'types'>): boolean {
  const all = Object.values(types);
  return all.length > 1 || all.some((type) => 'service' in type && type.service.law !== 'constant');
}
