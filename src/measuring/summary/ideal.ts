import { CentralFifo } from '../../core/central-fifo.ts';

/** A job of the cluster: its due time and its service time, in ms. */
export interface ServedJob {
  readonly arrivalMs: number;
  readonly serviceMs: number;
}

/**
 * Mean response time of the same jobs, with the same due and service times, in a central queue without overhead. The
 * reference of ÷ ideal.
 */
export function idealMeanResponseMs(jobs: readonly ServedJob[], workers: number): number {
  const queue = new CentralFifo(workers);
  let totalMs = 0;
  for (const { arrivalMs, serviceMs } of [...jobs].sort((a, b) => a.arrivalMs - b.arrivalMs)) {
    totalMs += queue.startMs(arrivalMs, serviceMs) + serviceMs - arrivalMs;
  }
  return totalMs / jobs.length;
}
