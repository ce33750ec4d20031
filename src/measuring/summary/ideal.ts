/** A job as the cluster ran it: when it was due and how long it took, in ms. */
export interface ServedJob {
  readonly arrivalMs: number;
  readonly serviceMs: number;
}

/**
 * Mean response time if the same jobs, at the same moments and as long, had met a central queue without any overhead:
 * the Kiefer–Wolfowitz recursion over `workers`. The yardstick of ÷ ideal.
 */
export function idealMeanResponseMs(jobs: readonly ServedJob[], workers: number): number {
  const freeAtMs = new Array<number>(workers).fill(0);
  let totalMs = 0;
  for (const { arrivalMs, serviceMs } of [...jobs].sort((a, b) => a.arrivalMs - b.arrivalMs)) {
    let first = 0;
    for (let i = 1; i < workers; i++) if ((freeAtMs[i] as number) < (freeAtMs[first] as number)) first = i;
    const startMs = Math.max(arrivalMs, freeAtMs[first] as number);
    freeAtMs[first] = startMs + serviceMs;
    totalMs += startMs + serviceMs - arrivalMs;
  }
  return totalMs / jobs.length;
}
