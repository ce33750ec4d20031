import type { JobType, OwnJobType } from '../../contract/scenario.ts';
import type { Arrivals, ServiceTime } from '../../contract/workload.ts';
import type { ReadScenario, Recording } from '../../load/plan/scenario-states.ts';
import { duration, exactPercent } from '../table/numbers.ts';

/** A scenario in a few lines of text. */
export function scenarioPlan(scenario: ReadScenario): string[] {
  const { cluster, types, load } = scenario;
  return [
    scenario.about,
    `${cluster.httpWorkers} HTTP workers, ${cluster.jobWorkers} job workers; up to ${scenario.queueLimit} jobs wait; every answer within ${scenario.timeoutMs} ms`,
    `light requests take ${scenario.lightMs} ms; heavy ones: ${Object.entries(types).map(describeType).join('; ')}`,
    describeLoad(load),
    ...(scenario.defaultTimeScale === undefined
      ? []
      : [`runs at time scale ${scenario.defaultTimeScale} by default`]),
  ];
}

function describeType([name, type]: [string, JobType]): string {
  if (!('service' in type)) {
    return `${name} runs the job ${type.job} (${describeParams(type)}), share ${type.share}`;
  }
  return `${name} ${type.runs}s, ${describeService(type.service)}, share ${type.share}`;
}

function describeParams({ params, samples, file }: OwnJobType): string {
  if (samples !== undefined) return `${samples.length} samples`;
  if (file !== undefined) return `parameters from ${file}`;
  if (params === undefined) return 'parameters that it draws';
  const text = JSON.stringify(params);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function describeLoad(load: ReadScenario['load']): string {
  const time = `${length(load.warmupMs)} of warm-up, then ${length(load.durationMs)} measured`;
  switch (load.model) {
    case 'open': {
      const heavy =
        'perSecond' in load.heavy
          ? `${load.heavy.perSecond} heavy a second`
          : `heavy at ${exactPercent(load.heavy.utilisation)} of capacity`;
      const connections =
        load.connectionUse === 'new for each request' ? 'a new connection for each request; ' : '';
      return `open load: ${describeArrivals(load.arrivals)} arrivals, ${load.lightPerSecond} light and ${heavy}; ${connections}${time}`;
    }
    case 'bursts':
      return `open load: every ${load.everyMs} ms a burst of ${load.lightPerBurst} light and ${load.heavyPerBurst} heavy; ${time}`;
    case 'trace':
      return `open load: heavy requests as recorded in ${describeTrace({ file: load.file, ...load.recording })}; ${time}`;
    case 'closed':
      return `closed loop at ${load.connections.join(', ')} connections, ${exactPercent(load.lightShare)} light; each ${time}`;
  }
}

type DescribedTrace = { readonly file: string } & {
  readonly [Fact in 'requests' | 'outOfOrder' | 'clockMs']?: Recording[Fact] | undefined;
};

/** The file and how it was read. */
export function describeTrace({ file, requests, outOfOrder = 0, clockMs }: DescribedTrace): string {
  const facts = [
    ...(requests === undefined ? [] : [`${requests} requests`]),
    ...(clockMs === undefined
      ? []
      : [`times count from its first request, ${new Date(clockMs).toISOString()}`]),
    ...(outOfOrder === 0 ? [] : [`${outOfOrder} lines were out of order and have been sorted`]),
  ];
  return facts.length === 0 ? file : `${file} (${facts.join('; ')})`;
}

function describeService(service: ServiceTime): string {
  switch (service.law) {
    case 'bounded-pareto':
      return `bounded Pareto from ${service.lowMs} to ${service.highMs} ms with exponent ${service.alpha}`;
    case 'bimodal':
      return `${service.shortMs} ms, or ${service.longMs} ms for ${exactPercent(service.longShare)}`;
    case 'measured':
      return `as measured, ${service.quantilesMs[0]} to ${service.quantilesMs.at(-1)} ms`;
    case 'hyperexponential':
    case 'log-normal':
      return `${service.law} with mean ${service.meanMs} ms and C² ${service.squaredCv}`;
    case 'weibull':
      return `Weibull with mean ${service.meanMs} ms and shape ${service.shape}`;
    default:
      return `${service.law} with mean ${service.meanMs} ms`;
  }
}

/** With its fraction if it is not in whole seconds. */
function length(ms: number): string {
  return ms % 1000 === 0 ? duration(ms) : `${ms / 1000} s`;
}

function describeArrivals(arrivals: Arrivals): string {
  switch (arrivals.process) {
    case 'bursts':
      return `bursty (${arrivals.busyFactor} times the mean rate for ${arrivals.busyShare * 100} % of the time)`;
    case 'ramp':
      return `ramping (${arrivals.fromFactor} to ${arrivals.toFactor} times the mean rate)`;
    default:
      return arrivals.process;
  }
}
