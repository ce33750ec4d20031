import type { JobType, OpenLoad, Scenario } from '../contract/scenario.ts';
import { meanMs } from '../load/plan/service-time.ts';
import { type Contradiction, endOf, ownJobsAmong } from './contradiction.ts';
import { unknownName } from './names.ts';

/** Contradictions in cluster, types, load and objective of a scenario whose fields are valid one by one. */
export function contradictionsInLoad(scenario: Scenario): Contradiction[] {
  return [
    ...ofSpeeds(scenario),
    ...ofTypes(scenario),
    ...ofKeys(scenario),
    ...(scenario.shifts === undefined ? [] : ofShifts(scenario, scenario.shifts)),
    ...ofLoad(scenario),
    ...ofObjective(scenario),
  ];
}

function ofSpeeds({ cluster, types }: Scenario): Contradiction[] {
  const { speeds = [], jobWorkers } = cluster;
  const path = ['cluster', 'speeds'];
  const own = ownJobsAmong(types);
  return [
    ...(speeds.length <= jobWorkers
      ? []
      : [{ path, message: `has ${speeds.length} speeds, but there are ${jobWorkers} job workers` }]),
    ...(own.length === 0 || speeds.every((speed) => speed === 1)
      ? []
      : [{ path, message: `change only timed jobs, but ${own.join(', ')} is a job of a file` }]),
  ];
}

function ofTypes({ types, load }: Scenario): Contradiction[] {
  if (load.model !== 'trace') return [];
  return ownJobsAmong(types).map((name) => ({
    path: ['types', name, 'runs'],
    message:
      "must be 'sleep' or 'spin': a trace sets the length of each request, and a job of a file has no set length",
  }));
}

function ofKeys({ keys, load }: Scenario): Contradiction[] {
  if (keys === undefined || load.model !== 'trace') return [];
  return [{ path: ['keys'], message: 'must be left out: requests of a trace have no keys' }];
}

function ofShifts({ types, load }: Scenario, shifts: NonNullable<Scenario['shifts']>): Contradiction[] {
  if (load.model === 'trace' || load.model === 'closed') {
    const message = `must be left out: only the loads 'open' and 'bursts' can change their types`;
    return [{ path: ['shifts'], message }];
  }
  const endMs = endOf(load);
  return shifts.flatMap((shift, i) => {
    const beforeMs = shifts[i - 1]?.atMs ?? 0;
    const at = (message: string) => ({ path: ['shifts', i, 'atMs'], message });
    return [
      ...(shift.atMs > beforeMs
        ? []
        : [at(`must be above ${beforeMs}: each shift must be later than the one before`)]),
      ...(shift.atMs < endMs ? [] : [at(`must be below ${endMs}, where the load ends`)]),
      ...Object.entries(shift.types).flatMap(([name, type]) =>
        ofShifted(['shifts', i, 'types', name], name, type, types),
      ),
    ];
  });
}

/** Share and length may change; the kind of work may not. */
function ofShifted(
  path: (string | number)[],
  name: string,
  type: JobType,
  types: Scenario['types'],
): Contradiction[] {
  const first = Object.hasOwn(types, name) ? types[name] : undefined;
  if (first === undefined)
    return [{ path, message: unknownName('type at the start called', name, Object.keys(types)) }];
  if (first.runs !== type.runs)
    return [{ path: [...path, 'runs'], message: `must stay '${first.runs}', as at the start` }];
  if (type.runs !== 'job' || first.runs !== 'job') return [];
  return (['job', 'params', 'samples', 'file'] as const)
    .filter((field) => JSON.stringify(type[field]) !== JSON.stringify(first[field]))
    .map((field) => ({ path: [...path, field], message: 'must stay as at the start' }));
}

function ofLoad({ types, load }: Scenario): Contradiction[] {
  switch (load.model) {
    case 'open':
      return ofOpenLoad(types, load);
    case 'bursts': {
      if (load.lightPerBurst + load.heavyPerBurst === 0) return [NO_REQUESTS];
      const firstMs = Math.ceil(load.warmupMs / load.everyMs) * load.everyMs;
      if (firstMs < endOf(load)) return [];
      const message = `no burst is in the measured time, ${load.warmupMs} to ${endOf(load)} ms`;
      return [{ path: ['load', 'everyMs'], message }];
    }
    case 'closed': {
      if (new Set(load.connections).size === load.connections.length) return [];
      return [{ path: ['load', 'connections'], message: 'must name each number of connections once' }];
    }
    case 'trace':
      return [];
  }
}

function ofOpenLoad(
  types: Scenario['types'],
  { heavy, arrivals, lightPerSecond }: OpenLoad,
): Contradiction[] {
  const isShare = 'utilisation' in heavy;
  if (isShare && ownJobsAmong(types).length === 0 && longestMeanMs(types) === 0) {
    const message = 'must be { perSecond: … }: jobs of length 0 cause no utilisation';
    return [{ path: ['load', 'heavy'], message }];
  }
  const rate = isShare ? heavy.utilisation : heavy.perSecond;
  const never = arrivals.process === 'ramp' && arrivals.fromFactor + arrivals.toFactor === 0;
  return lightPerSecond === 0 && (rate === 0 || never) ? [NO_REQUESTS] : [];
}

const NO_REQUESTS: Contradiction = { path: ['load'], message: 'has no requests at all' };

function ofObjective({ objective, types }: Scenario): Contradiction[] {
  if (objective?.of !== 'slowdown') return [];
  return Object.entries(types)
    .filter(([name, type]) => longestMeanMs({ [name]: type }) === 0)
    .map(([name]) => ({
      path: ['objective', 'of'],
      message: `must be 'responseMs': jobs of ${name} have length 0, and so no slowdown`,
    }));
}

/** Longest mean of the timed types: 0 if all their jobs have length 0; undefined without timed types. */
function longestMeanMs(types: Scenario['types']): number | undefined {
  const means = Object.values(types).flatMap((type) => ('service' in type ? [meanMs(type.service)] : []));
  return means.length === 0 ? undefined : Math.max(...means);
}
