import type { Fault, JobType, Objective, Scenario, SimulationKnobs } from '../../contract/scenario.ts';
import type { Arrivals } from '../../contract/workload.ts';
import type { PacedScenario, ReadScenario } from './scenario-states.ts';
import { scaleServiceTime } from './service-time.ts';

/**
 * The same scenario at another pace: every time multiplied by `factor`, every rate divided by it. The lengths of reports
 * do not change.
 */
export function scaleTime(scenario: ReadScenario, factor: number): PacedScenario {
  if (factor === 1) return { ...scenario, timeScale: 1 };
  const { shifts, objective, faults, simulation } = scenario;
  return {
    ...scenario,
    timeScale: factor,
    lightMs: scenario.lightMs * factor,
    timeoutMs: scenario.timeoutMs * factor,
    types: scaleTypes(scenario.types, factor),
    load: scaleLoad(scenario.load, factor),
    ...(shifts && {
      shifts: shifts.map(({ atMs, types }) => ({ atMs: atMs * factor, types: scaleTypes(types, factor) })),
    }),
    ...(objective && { objective: scaleObjective(objective, factor) }),
    ...(faults && { faults: faults.map((fault) => scaleFault(fault, factor)) }),
    ...(simulation && { simulation: scaleKnobs(simulation, factor) }),
  };
}

function scaleTypes(types: Scenario['types'], factor: number): Scenario['types'] {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, scaleType(type, factor)]));
}

function scaleType(type: JobType, factor: number): JobType {
  if (!('service' in type)) return type;
  return { ...type, service: scaleServiceTime(type.service, factor) };
}

function scaleLoad(load: ReadScenario['load'], factor: number): ReadScenario['load'] {
  const times = { warmupMs: load.warmupMs * factor, durationMs: load.durationMs * factor };
  switch (load.model) {
    case 'open': {
      const { heavy } = load;
      return {
        ...load,
        ...times,
        arrivals: scaleArrivals(load.arrivals, factor),
        heavy: 'perSecond' in heavy ? { perSecond: heavy.perSecond / factor } : heavy,
        lightPerSecond: load.lightPerSecond / factor,
      };
    }
    case 'bursts':
      return { ...load, ...times, everyMs: load.everyMs * factor };
    case 'trace': {
      const rows = load.rows.map(({ arrivalMs, type, serviceMs }) => ({
        arrivalMs: arrivalMs * factor,
        type,
        serviceMs: serviceMs * factor,
      }));
      return { ...load, ...times, rows };
    }
    case 'closed':
      return { ...load, ...times };
  }
}

function scaleArrivals(arrivals: Arrivals, factor: number): Arrivals {
  return arrivals.process === 'bursts' ? { ...arrivals, busyMs: arrivals.busyMs * factor } : arrivals;
}

function scaleObjective(objective: Objective, factor: number): Objective {
  return objective.of === 'slowdown' ? objective : { ...objective, atMost: objective.atMost * factor };
}

function scaleFault(fault: Fault, factor: number): Fault {
  const everyMs = fault.everyMs * factor;
  return fault.does === 'slow' ? { ...fault, everyMs, forMs: fault.forMs * factor } : { ...fault, everyMs };
}

function scaleKnobs(knobs: SimulationKnobs, factor: number): SimulationKnobs {
  const { messageMs, aroundMs, newsDelayMs, readCountsEveryMs, farMs, disturbances } = knobs;
  return {
    ...knobs,
    ...(messageMs !== undefined && { messageMs: messageMs * factor }),
    ...(aroundMs !== undefined && { aroundMs: aroundMs * factor }),
    ...(newsDelayMs !== undefined && { newsDelayMs: newsDelayMs * factor }),
    ...(readCountsEveryMs !== undefined && { readCountsEveryMs: readCountsEveryMs * factor }),
    ...(farMs !== undefined && { farMs: farMs * factor }),
    ...(disturbances && { disturbances: disturbances.map((one) => ({ ...one, atMs: one.atMs * factor })) }),
  };
}
