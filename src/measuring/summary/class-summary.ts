import { noOutcomes } from '../../core/outcomes.ts';
import { type Distribution, distributionOf } from './latency.ts';
import { hasSlowdown, type RequestOutcome, type RequestRecord } from './request-record.ts';

/** Requests by outcome. `offered` is the sum of all others except `lateDuplicates`. */
export type Counts = Record<'offered' | RequestOutcome | 'lateDuplicates', number>;

/** One class of requests (`light`, `heavy`, `all`) or one type of them, without the warm-up. */
export interface ClassSummary {
  readonly name: string;
  readonly counts: Counts;
  /** Of good answers, from the time when the request was due. */
  readonly responseMs: Distribution;
  /** From arrival at the primary to the start of the job. */
  readonly waitMs: Distribution;
  readonly serviceMs: Distribution;
  /** Response ÷ service, without jobs of zero length. */
  readonly slowdown: Distribution;
  /** Good answers a second. */
  readonly throughputPerSecond: number;
}

export function countOutcomes(records: readonly RequestRecord[], lateDuplicates: number): Counts {
  const counts: Counts = { offered: 0, ...noOutcomes(), lost: 0, lateDuplicates };
  for (const record of records) {
    counts.offered++;
    counts[record.outcome]++;
  }
  return counts;
}

/**
 * Light, heavy, and each type by name; or all requests to a server of the user's, and each of their classes.
 * `lateDuplicates` counts by type the results dropped after their deadline. `measuredMs` is the length of the measurement.
 */
export function summarize(
  records: readonly RequestRecord[],
  types: readonly string[],
  lateDuplicates: ReadonlyMap<string, number>,
  measuredMs: number,
): ClassSummary[] {
  const measured = records.filter((record) => !record.warmup);
  const late = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (lateDuplicates.get(name) ?? 0), 0);
  const heavy = measured.filter((record) => record.class === 'heavy');
  const light = measured.filter((record) => record.class === 'light');
  const routes = measured.filter((record) => record.class === 'route');
  const present = new Set(routes.map(({ type }) => type));
  return [
    ...(routes.length > 0 ? [summarizeClass('all', routes, 0, measuredMs)] : []),
    ...(light.length > 0 ? [summarizeClass('light', light, 0, measuredMs)] : []),
    ...(heavy.length > 0 ? [summarizeClass('heavy', heavy, late(types), measuredMs)] : []),
    ...(routes.length > 0 ? types.filter((type) => present.has(type)) : types).map((type) =>
      summarizeClass(
        type,
        (routes.length > 0 ? routes : heavy).filter((record) => record.type === type),
        late([type]),
        measuredMs,
      ),
    ),
  ];
}

function summarizeClass(
  name: string,
  records: readonly RequestRecord[],
  lateDuplicates: number,
  measuredMs: number,
): ClassSummary {
  const good = records.filter((record) => record.outcome === 'ok');
  const ran = good.filter((record) => record.serviceMs >= 0);
  const response = (record: RequestRecord) => record.endedMs - record.intendedMs;
  return {
    name,
    counts: countOutcomes(records, lateDuplicates),
    responseMs: distributionOf(good.map(response)),
    waitMs: distributionOf(ran.map((record) => record.waitMs)),
    serviceMs: distributionOf(ran.map((record) => record.serviceMs)),
    slowdown: distributionOf(ran.filter(hasSlowdown).map((record) => response(record) / record.serviceMs)),
    throughputPerSecond: Math.round((good.length / measuredMs) * 100_000) / 100,
  };
}
