import type { Fault, Scenario, SimulationKnobs } from '../contract/scenario.ts';
import { type Contradiction, endOf, ownJobsAmong } from './contradiction.ts';

/** All faults are planned before the load starts. */
const MOST_FAULTS = 10_000;

/** Contradictions in faults and simulation of a scenario whose fields are valid one by one. */
export function contradictionsInTrouble(scenario: Scenario): Contradiction[] {
  const { faults = [], simulation } = scenario;
  return [
    ...faults.flatMap((fault, i) => ofFault(scenario, fault, ['faults', i])),
    ...(simulation === undefined ? [] : ofSimulation(scenario, simulation)),
  ];
}

function ofFault({ load, types }: Scenario, fault: Fault, path: (string | number)[]): Contradiction[] {
  const { everyMs } = fault;
  const { durationMs } = load;
  const at = (field: string, message: string) => ({ path: [...path, field], message });
  const found: Contradiction[] = [];
  if (everyMs >= durationMs)
    found.push(at('everyMs', `must be below durationMs, ${durationMs}, or it never happens`));
  if (durationMs / everyMs > MOST_FAULTS)
    found.push(
      at('everyMs', `must be at least ${durationMs / MOST_FAULTS}: a load has ${MOST_FAULTS} faults at most`),
    );
  if (fault.does !== 'slow') return found;
  const own = ownJobsAmong(types);
  if (own.length > 0)
    found.push(
      at('does', `must not be 'slow': that slows only timed jobs, and ${own.join(', ')} is a job of a file`),
    );
  if (fault.forMs > everyMs)
    found.push(at('forMs', `must be at most everyMs, ${everyMs}, or the next one cuts it short`));
  return found;
}

function ofSimulation({ cluster, load }: Scenario, knobs: SimulationKnobs): Contradiction[] {
  if (load.model === 'closed')
    return [{ path: ['simulation'], message: 'must be left out: a closed loop is never simulated' }];
  const { primaries = 1, readCountsEveryMs, machines, farMs, disturbances = [] } = knobs;
  const found: Contradiction[] = [];
  if (readCountsEveryMs !== undefined && primaries === 1) {
    const message = 'needs several primaries: a single one has no others to read';
    found.push({ path: ['simulation', 'readCountsEveryMs'], message });
  }
  const onMachines = machines?.reduce((sum, workers) => sum + workers, 0) ?? cluster.jobWorkers;
  if (onMachines !== cluster.jobWorkers) {
    const message = `must have ${cluster.jobWorkers} job workers in all, as the cluster has, but has ${onMachines}`;
    found.push({ path: ['simulation', 'machines'], message });
  }
  if (farMs !== undefined && (machines?.length ?? 1) === 1) {
    const message = 'needs several machines: workers of a single one are all near';
    found.push({ path: ['simulation', 'farMs'], message });
  }
  for (const [i, { worker, atMs }] of disturbances.entries()) {
    const at = (field: string, message: string) =>
      found.push({ path: ['simulation', 'disturbances', i, field], message });
    if (worker >= cluster.jobWorkers)
      at(
        'worker',
        `must be at most ${cluster.jobWorkers - 1}: job workers are counted from 0, and there are ${cluster.jobWorkers}`,
      );
    if (atMs >= endOf(load)) at('atMs', `must be below ${endOf(load)}, where the load ends`);
  }
  return found;
}
