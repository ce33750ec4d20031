import type { TrafficRequest } from '../plan/app-under-test.ts';

/** What requests are called whose classes are too rare for a row of their own. */
export const OTHER = 'other';
/** Rows that a table can have. */
const MOST_CLASSES = 50;

/** Names of the classes, the most frequent first: at most 50, the last of which then stands for all that are rarer. */
export function classesOf(requests: readonly TrafficRequest[]): string[] {
  const counts = new Map<string, number>();
  for (const request of requests) counts.set(request.class, (counts.get(request.class) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return names.length <= MOST_CLASSES ? names : [...names.slice(0, MOST_CLASSES - 1), OTHER];
}

/** The request under one of these names. */
export function underClass(request: TrafficRequest, names: ReadonlySet<string>): TrafficRequest {
  return names.has(request.class) ? request : { ...request, class: OTHER };
}
