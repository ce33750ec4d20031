import { CentralFifo } from '../../core/central-fifo.ts';

/** A job as the cluster ran it: when it was due and how long it took, in ms. */
export interface ServedJob {
  readonly arrivalMs: number;
  readonly serviceMs: number;
}

/**
 * Mean response time if the same jobs, at the same moments and as long, had met a central queue without any overhead.
 * The yardstick of ÷ ideal.
 */
export function idealMeanResponseMs(jobs: readonly ServedJob[], workers: number): number {
  const queue = new CentralFifo(workers);
  let totalMs = 0;
  for (const { arrivalMs, serviceMs } of [...jobs].sort((a, b) => a.arrivalMs - b.arrivalMs)) {
    totalMs += queue.startMs(arrivalMs, serviceMs) + serviceMs - arrivalMs;
  }
  return totalMs / jobs.length;
}
