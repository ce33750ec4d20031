import type { OpenLoad } from '../../contract/scenario.ts';
import type { Arrivals } from '../../contract/workload.ts';
import { heavyPerSecond, workerSpeeds } from './heavy-stream.ts';
import { knownCapacity } from './measured-capacity.ts';
import { recordedTotals } from './recorded.ts';
import { meanHeavyMs } from './request-mix.ts';
import { isBefore } from './rounding.ts';
import type { ReadScenario, ScheduledLoad } from './scenario-states.ts';

/** Heavy requests in the measured time. */
export interface LoadLevel {
  readonly perSecond: number;
  /** Their work ÷ the capacity of the job workers in that time; null if it must be measured. */
  readonly share: number | null;
}

/** The requested level: the mean over all plans. */
export function askedLevel(scenario: ReadScenario, load: ScheduledLoad): LoadLevel {
  switch (load.model) {
    case 'open':
      return askedOfOpen(scenario, load);
    case 'bursts': {
      const requests = burstsBetween(load.everyMs, load.warmupMs, endOf(load)) * load.heavyPerBurst;
      const meanMs = meanLengthMs(scenario, load);
      return levelOf(
        scenario,
        requests,
        meanMs === undefined ? undefined : requests * meanMs,
        load.durationMs,
      );
    }
    case 'trace': {
      const { requests, workMs } = recordedTotals(load);
      return levelOf(scenario, requests, workMs, load.durationMs);
    }
  }
}

/** The level of so many requests in that time; `workMs` on a worker of speed 1, undefined with reports. */
export function levelOf(
  scenario: ReadScenario,
  requests: number,
  workMs: number | undefined,
  durationMs: number,
): LoadLevel {
  const { load } = scenario;
  const perSecond = (requests / durationMs) * 1000;
  if (workMs !== undefined) return { perSecond, share: workMs / (speedOf(scenario) * durationMs) };
  const measured = load.model === 'open' ? knownCapacity(load) : undefined;
  return { perSecond, share: measured === undefined ? null : perSecond / measured };
}

/** Expected number of requests of a plan before it is drawn, including light ones and the warm-up. */
export function expectedRequests(scenario: ReadScenario, load: ScheduledLoad): number {
  const endMs = endOf(load);
  switch (load.model) {
    case 'open': {
      const heavy = heavyPerSecond(scenario, load) * meanFactor(load.arrivals, 0, endMs, endMs);
      return ((heavy + load.lightPerSecond) * endMs) / 1000;
    }
    case 'bursts':
      return burstsBetween(load.everyMs, 0, endMs) * (load.heavyPerBurst + load.lightPerBurst);
    case 'trace':
      return load.rows.filter(({ arrivalMs }) => isBefore(arrivalMs, endMs)).length;
  }
}

function askedOfOpen(scenario: ReadScenario, load: OpenLoad): LoadLevel {
  const endMs = endOf(load);
  const perSecond = heavyPerSecond(scenario, load) * meanFactor(load.arrivals, load.warmupMs, endMs, endMs);
  const requests = (perSecond * load.durationMs) / 1000;
  const meanMs = meanLengthMs(scenario, load);
  return levelOf(scenario, requests, meanMs === undefined ? undefined : requests * meanMs, load.durationMs);
}

/** As a multiple of the mean rate of the whole load. */
function meanFactor(arrivals: Arrivals, fromMs: number, toMs: number, endMs: number): number {
  if (arrivals.process !== 'ramp') return 1;
  const { fromFactor, toFactor } = arrivals;
  return fromFactor + ((toFactor - fromFactor) * (fromMs + toMs)) / 2 / endMs;
}

/** Mean length of the measured heavy requests, shifts included; undefined with reports. */
function meanLengthMs({ types, shifts = [] }: ReadScenario, load: ScheduledLoad): number | undefined {
  const phases = [{ atMs: 0, types }, ...shifts];
  const endMs = endOf(load);
  let sum = 0;
  for (const [i, phase] of phases.entries()) {
    const meanMs = meanHeavyMs(phase.types);
    if (meanMs === undefined) return undefined;
    const untilMs = phases[i + 1]?.atMs ?? endMs;
    sum += meanMs * Math.max(0, Math.min(untilMs, endMs) - Math.max(phase.atMs, load.warmupMs));
  }
  return sum / load.durationMs;
}

function burstsBetween(everyMs: number, fromMs: number, toMs: number): number {
  return Math.ceil(toMs / everyMs - ROUNDING) - Math.ceil(fromMs / everyMs - ROUNDING);
}

/** Rounds a quotient of times, so that a burst at an end of the measured time stays there at any pace. */
const ROUNDING = 1e-9;

function speedOf(scenario: ReadScenario): number {
  return workerSpeeds(scenario).reduce((sum, speed) => sum + speed, 0);
}

function endOf({ warmupMs, durationMs }: ScheduledLoad): number {
  return warmupMs + durationMs;
}
