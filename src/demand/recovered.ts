import { quantile } from '../measuring/statistics/quantile.ts';
import { dependenceOn } from './dependence.ts';
import { othersAtArrival } from './in-system.ts';
import { type Inversion, invert, invertEach } from './inversion.ts';
import { pick, type Requests } from './requests.ts';
import { unhindered } from './unhindered.ts';

/** How service times were found, best first. */
export type Source = 'library' | 'field' | 'inversion' | 'alone' | 'utilisation' | 'bound';

/** The service times of recorded requests. */
export interface Recovered {
  readonly source: Source;
  /** Of each request; NaN where this source says nothing. */
  readonly serviceMs: Float64Array;
  /** The queue that was tried, whether it held or not; null if none was. */
  readonly inversion: Inversion | null;
  /** How many others those requests met at most whose times are used; null if all are. */
  readonly met: number | null;
}

export interface Recording {
  /** By arrival. */
  readonly requests: Requests;
  /** What the log itself calls the time without queue; null if it has none. */
  readonly logged: { readonly by: 'library' | 'field'; readonly serviceMs: Float64Array } | null;
  /** Of stamps. */
  readonly resolutionMs: number;
  /** Time that processors worked on these requests ÷ time, such as 2.4 of 4; null if unknown. */
  readonly busyProcessors: number | null;
}

/** Clocks and messages are no better than this, or than a share of the usual time. */
const JITTER_MS = 1;
const JITTER_SHARE = 0.05;
/** Stamps that are coarser, beside the usual time, do not tell who came first. */
const COARSE = 0.5;

export function recover({ requests, logged, resolutionMs, busyProcessors }: Recording): Recovered {
  const { inner, place } =
    logged === null || logged.by === 'library' ? asLogged(requests) : behindQueue(requests, logged.serviceMs);
  const usualMs = medianResponse(inner);
  const toleranceMs = Math.max(resolutionMs, Math.min(JITTER_MS, JITTER_SHARE * usualMs));
  const inversion = resolutionMs > COARSE * usualMs ? null : bestQueue(inner, toleranceMs);
  if (logged?.by === 'library')
    return { source: 'library', serviceMs: logged.serviceMs, inversion, met: null };
  const found = (source: Source, own: Float64Array, met: number | null = null): Recovered => {
    const serviceMs = new Float64Array(own.length);
    own.forEach((ms, i) => {
      serviceMs[place[i] as number] = ms;
    });
    return { source, serviceMs, inversion, met };
  };
  const responseMs = responses(inner);
  if (logged !== null && !dependenceOn(othersAtArrival(inner), inner, responseMs).matters)
    return found('field', responseMs);
  if (inversion?.holds) return found('inversion', inversion.serviceMs);
  const least = unhindered(inner, toleranceMs);
  if (busyProcessors !== null)
    return found('utilisation', scaledToWork(least.serviceMs, requests, busyProcessors), least.most);
  return found(least.most === 0 ? 'alone' : 'bound', least.serviceMs, least.most);
}

interface Inner {
  readonly inner: Requests;
  /** Index of each among the requests as given. */
  readonly place: Uint32Array;
}

function asLogged(requests: Requests): Inner {
  return { inner: requests, place: Uint32Array.from({ length: requests.count }, (_, i) => i) };
}

/** As the server saw them, without the queue before it. */
function behindQueue(requests: Requests, innerMs: Float64Array): Inner {
  const startMs = requests.endMs.map((endMs, i) => endMs - (innerMs[i] as number));
  const place = Uint32Array.from(startMs.keys()).sort(
    (a, b) => (startMs[a] as number) - (startMs[b] as number),
  );
  return { inner: pick({ ...requests, startMs }, place), place };
}

/** One queue before all, else one before each process that the log names. */
function bestQueue(requests: Requests, toleranceMs: number): Inversion {
  const shared = invert(requests, toleranceMs);
  if (shared.holds || requests.pool.every((pool) => pool === requests.pool[0])) return shared;
  const each = invertEach(requests, toleranceMs);
  return each.holds ? each : shared;
}

/** Utilisation law: busy processors = requests a ms × mean service time. The shape is that of the times given. */
function scaledToWork(
  shapeMs: Float64Array,
  { count, startMs, endMs }: Requests,
  busyProcessors: number,
): Float64Array {
  const known = shapeMs.filter((ms) => !Number.isNaN(ms));
  const meanMs = known.reduce((sum, ms) => sum + ms, 0) / known.length;
  const spanMs = (endMs.reduce((max, ms) => Math.max(max, ms), 0) - (startMs[0] as number)) / count;
  const factor = (busyProcessors * spanMs) / meanMs;
  return shapeMs.map((ms) => ms * factor);
}

export function responses({ startMs, endMs }: Requests): Float64Array {
  return endMs.map((ms, i) => ms - (startMs[i] as number));
}

function medianResponse(requests: Requests): number {
  return quantile(responses(requests).sort(), 0.5);
}
