import { pick, picked, type Requests } from '../demand/requests.ts';
import type { RouteTotal } from './heavy-routes.ts';
import type { AccessLog } from './read-log.ts';

/** More than this say nothing more, and take memory and time. */
const MOST_REQUESTS = 500_000;

export interface HeavyRequests {
  /** By arrival; their type is the number of the route among the heavy ones. */
  readonly requests: Requests;
  /** What the log calls their time without queue; null if it says it for too few. */
  readonly serviceMs: Float64Array | null;
}

/** With a time of their own for fewer, the rest would be guessed. */
const LEAST_KNOWN = 0.95;

/** The requests of these routes between two times; of too many, those that came last. */
export function heavyRequests(
  { columns, routes, format, hasPools }: AccessLog,
  heavy: readonly RouteTotal[],
  fromMs = Number.NEGATIVE_INFINITY,
  toMs = Number.POSITIVE_INFINITY,
): HeavyRequests {
  const typeOf = new Int16Array(routes.length).fill(-1);
  for (const [type, { numbers }] of heavy.entries()) for (const n of numbers) typeOf[n] = type;
  const taken = (row: { readonly route: number; readonly stampMs: number }) =>
    (typeOf[row.route] as number) >= 0 && row.stampMs >= fromMs && row.stampMs < toMs;
  let found = 0;
  columns.forEach((row) => {
    if (taken(row)) found++;
  });
  const count = Math.min(found, MOST_REQUESTS);
  const all: Requests = {
    count,
    startMs: new Float64Array(count),
    endMs: new Float64Array(count),
    type: new Uint8Array(count),
    whole: new Uint8Array(count),
    pool: new Uint16Array(count),
  };
  const serviceMs = new Float64Array(count);
  let known = 0;
  let skipped = found - count;
  let at = 0;
  columns.forEach((row) => {
    if (!taken(row) || skipped-- > 0) return;
    const startMs = format.stamp === 'start' ? row.stampMs : row.stampMs - row.durationMs;
    all.startMs[at] = startMs;
    all.endMs[at] = startMs + row.durationMs;
    all.type[at] = typeOf[row.route] as number;
    all.whole[at] = row.whole;
    all.pool[at] = hasPools ? row.pool : 0;
    if (!Number.isNaN(row.serviceMs)) known++;
    serviceMs[at++] = Number.isNaN(row.serviceMs) ? row.durationMs : row.serviceMs;
  });
  const order = Uint32Array.from(all.startMs.keys()).sort(
    (a, b) => (all.startMs[a] as number) - (all.startMs[b] as number),
  );
  return {
    requests: pick(all, order),
    serviceMs: known >= LEAST_KNOWN * count && known > 0 ? picked(serviceMs, order) : null,
  };
}
