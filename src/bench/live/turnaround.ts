import { mean } from '../../measuring/statistics/sum.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';

const ENOUGH = 20;

/**
 * Mean time in ms between two jobs of a worker, where the second waited for the first to end. If workers pull, these are two
 * messages: the result, and the next job. On busy cores they take far longer than on idle ones. Undefined if too few waited.
 */
export function turnaroundMs(heavy: readonly RequestRecord[]): number | undefined {
  const endMs = new Map<number, number>();
  const betweenMs: number[] = [];
  for (const { jobWorker, startedMs, waitMs, serviceMs } of inOrder(heavy)) {
    const freeMs = endMs.get(jobWorker);
    const cameMs = startedMs - waitMs;
    if (freeMs !== undefined && cameMs < freeMs) betweenMs.push(startedMs - freeMs);
    endMs.set(jobWorker, startedMs + serviceMs);
  }
  return betweenMs.length < ENOUGH ? undefined : mean(betweenMs);
}

type Started = RequestRecord & { readonly startedMs: number };

function inOrder(heavy: readonly RequestRecord[]): Started[] {
  return heavy
    .filter((record): record is Started => record.startedMs !== undefined)
    .sort((a, b) => a.startedMs - b.startedMs);
}
