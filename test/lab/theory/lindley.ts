import { requireCount } from '../../../src/lab/theory/steady-state.ts';

/**
 * Lindley (Proc. Cambridge Phil. Soc. 48, 1952), W′ = max(0, W + S − A), at each worker: when each job starts if every
 * worker serves what it was assigned at arrival, first come first served. `workerOf[job]` counts from 0. Arrival times
 * ascending; all times in one unit. Exact job by job, for any push strategy.
 */
export function assignedFifoStarts(
  workers: number,
  arrivals: readonly number[],
  services: readonly number[],
  workerOf: readonly number[],
): number[] {
  requireCount('workers', workers);
  const freeAt = new Float64Array(workers).fill(Number.NEGATIVE_INFINITY);
  return arrivals.map((arrival, job) => {
    const worker = workerOf[job] as number;
    if (!(worker in freeAt)) throw new Error(`job ${job} is assigned to worker ${worker} of ${workers}`);
    const start = Math.max(arrival, freeAt[worker] as number);
    freeAt[worker] = start + (services[job] as number);
    return start;
  });
}
