import { dispersion } from '../../demand/dispersion.ts';
import { doubtsAbout } from '../../demand/doubts.ts';
import { type Figures, figuresOf, timesByType, withoutSteps } from '../../demand/figures.ts';
import { type Mixture, mixtureIn } from '../../demand/mixture.ts';
import { isWeekend, Minutes, type Window } from '../../demand/peak.ts';
import { type Recovered, recover, responses } from '../../demand/recovered.ts';
import type { Requests } from '../../demand/requests.ts';
import { type HeavyRequests, heavyRequests } from '../../logs/heavy-requests.ts';
import { type RouteTotal, routeTotals } from '../../logs/heavy-routes.ts';
import type { AccessLog } from '../../logs/read-log.ts';
import type { Peak } from '../../results/advice-schema.ts';

/** All that a log says, before anything is simulated. */
export interface LogFacts {
  readonly log: AccessLog;
  readonly routes: readonly RouteTotal[];
  /** The heavy ones, in the order of their type numbers. */
  readonly heavy: readonly HeavyRoute[];
  readonly requests: Requests;
  readonly recovered: Recovered;
  /** Of each type, ascending. */
  readonly servicesMs: readonly Float64Array[];
  /** Why the service times may be wrong; sure if there is none. */
  readonly doubts: readonly string[];
  readonly peak: Peak;
  /** The busiest quarters of an hour of other days that were nearly as busy, the busiest first. */
  readonly alsoBusy: readonly Window[];
}

export interface HeavyRoute extends RouteTotal {
  readonly responseMs: Figures | null;
  readonly serviceMs: Figures | null;
  readonly mixture: Mixture | undefined;
}

export interface FactOptions {
  /** Names of heavy routes; those with most response time if empty. */
  readonly heavy: readonly string[];
  /** Busy share of the processors, and their number; null if unknown. */
  readonly processors: { readonly busy: number; readonly count: number } | null;
}

/** Null if no route is heavy. */
export function factsOf(log: AccessLog, { heavy: named, processors }: FactOptions): LogFacts | null {
  const routes = routeTotals(log, named);
  const heavy = routes.filter((route) => route.heavy);
  if (heavy.length === 0) return null;
  const found = heavyRequests(log, heavy);
  const { requests } = found;
  const inSteps = recover({
    requests,
    logged: loggedTimes(log, found),
    resolutionMs: log.stampStepMs,
    busyProcessors: processors && processors.busy * processors.count,
  });
  const { stampStepMs, durationStepMs } = log;
  const stepMs = durationStepMs >= 1 ? durationStepMs : 0;
  const recovered = { ...inSteps, serviceMs: withoutSteps(inSteps.serviceMs, stepMs) };
  const all = { ...requests, whole: requests.whole.map(() => 1) };
  const atMostMs = timesByType(all, responses(requests), heavy.length);
  // Of a type whose every request was given up, what they took is all that is known.
  const servicesMs = timesByType(requests, recovered.serviceMs, heavy.length).map((own, type) =>
    own.length > 0 ? own : (atMostMs[type] as Float64Array),
  );
  const responsesMs = timesByType(requests, responses(requests), heavy.length);
  const figures = servicesMs.map(figuresOf);
  const givenUp = requests.whole.reduce((sum, whole) => sum + 1 - whole, 0);
  return {
    log,
    routes,
    heavy: heavy.map((route, type) => ({
      ...route,
      responseMs: figuresOf(responsesMs[type] as Float64Array),
      serviceMs: figures[type] ?? null,
      mixture: mixtureIn(servicesMs[type] as Float64Array),
    })),
    requests,
    recovered,
    servicesMs,
    doubts: doubtsAbout(recovered, {
      figures,
      stampStepMs,
      durationStepMs,
      requests: requests.count,
      givenUp,
    }),
    ...peaksOf(log, heavy, figures, requests),
  };
}

function loggedTimes({ format }: AccessLog, { serviceMs }: HeavyRequests) {
  return format.service === null || serviceMs === null ? null : { by: format.service, serviceMs };
}

const INTERVALS_MS = [1000, 10_000, 100_000];

/** Of the peak's work; a window with less is not as hard. */
const NEARLY_AS_BUSY = 0.9;

function peaksOf(
  { columns, routes, format }: AccessLog,
  heavy: readonly RouteTotal[],
  figures: readonly (Figures | null)[],
  requests: Requests,
): Pick<LogFacts, 'peak' | 'alsoBusy'> {
  const workOf = new Float64Array(routes.length).fill(Number.NaN);
  for (const [type, { numbers, totalMs, requests: count }] of heavy.entries())
    for (const n of numbers) workOf[n] = figures[type]?.mean ?? totalMs / count;
  const minutes = new Minutes();
  columns.forEach(({ route, stampMs, durationMs }) => {
    const workMs = workOf[route] as number;
    if (!Number.isNaN(workMs)) minutes.add(format.stamp === 'start' ? stampMs : stampMs - durationMs, workMs);
  });
  const [first, ...others] = minutes.busiest() as [Window, ...Window[]];
  // A log that is shorter than a window is busy for as long as it is.
  const last = requests.startMs[requests.count - 1] as number;
  const toMs = Math.max(first.fromMs + 1, Math.min(first.toMs, last));
  const fromMs = Math.max(first.fromMs, Math.min(requests.startMs[0] as number, toMs - 1));
  const perSecond = ({ requests: count }: Window, ms = first.toMs - first.fromMs) => (count / ms) * 1000;
  const rates = others.map((window) => perSecond(window)).sort((a, b) => a - b);
  const all = [...rates, perSecond(first)].sort((a, b) => a - b);
  const peak: Peak = {
    ...first,
    fromMs,
    toMs,
    busyWorkers: first.workMs / (toMs - fromMs),
    perSecond: perSecond(first, toMs - fromMs),
    others: rates.length === 0 ? null : [rates[0] as number, rates.at(-1) as number],
    medianPerSecond: all[Math.floor(all.length / 2)] as number,
    weekend: isWeekend(first.fromMs),
    dispersion: INTERVALS_MS.map((intervalMs) => ({
      intervalMs,
      index: dispersion(requests.startMs, fromMs, toMs, intervalMs),
    })),
  };
  return { peak, alsoBusy: others.filter(({ workMs }) => workMs >= NEARLY_AS_BUSY * first.workMs) };
}
