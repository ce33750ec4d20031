import { requireCount } from '../../../src/lab/theory/steady-state.ts';

/**
 * Kiefer and Wolfowitz (Trans. AMS 78, 1955): when each job starts in G/G/k with one central queue, first come first
 * served. Arrival times ascending; all times in one unit. Exact job by job: the recursion keeps the sorted times at
 * which workers fall free, and the next job starts at the first of them or on arrival.
 */
export function centralFifoStarts(
  workers: number,
  arrivals: readonly number[],
  services: readonly number[],
): number[] {
  requireCount('workers', workers);
  const freeAt = new Float64Array(workers).fill(Number.NEGATIVE_INFINITY);
  return arrivals.map((arrival, job) => {
    const start = Math.max(arrival, freeAt[0] as number);
    replaceFirst(freeAt, start + (services[job] as number));
    return start;
  });
}

/** Drops the first of the ascending values and puts `value` where it belongs. */
function replaceFirst(sorted: Float64Array, value: number): void {
  let low = 1;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  sorted.copyWithin(0, 1, low);
  sorted[low - 1] = value;
}
