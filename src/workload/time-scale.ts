import type { JobType, Load, Scenario } from '../contract/scenario.ts';
import { scaleServiceTime } from './service-time.ts';

/** The same scenario at another pace: every time times `factor`, every rate divided by it. Reports take what they take. */
export function scaleTime(scenario: Scenario, factor: number): Scenario {
  if (factor === 1) return scenario;
  return {
    ...scenario,
    lightMs: scenario.lightMs * factor,
    timeoutMs: scenario.timeoutMs * factor,
    types: Object.fromEntries(
      Object.entries(scenario.types).map(([name, type]) => [name, scaleType(type, factor)]),
    ),
    load: scaleLoad(scenario.load, factor),
  };
}

function scaleType(type: JobType, factor: number): JobType {
  if (!('service' in type)) return type;
  return { ...type, service: scaleServiceTime(type.service, factor) };
}

function scaleLoad(load: Load, factor: number): Load {
  const times = { warmupMs: load.warmupMs * factor, durationMs: load.durationMs * factor };
  switch (load.model) {
    case 'open': {
      const { heavy } = load;
      return {
        ...load,
        ...times,
        heavy: 'perSecond' in heavy ? { perSecond: heavy.perSecond / factor } : heavy,
        lightPerSecond: load.lightPerSecond / factor,
      };
    }
    case 'bursts':
      return { ...load, ...times, everyMs: load.everyMs * factor };
    case 'closed':
      return { ...load, ...times };
  }
}
