const LEAST_COUNTS = 8;

/**
 * Index of dispersion: variance ÷ mean of the arrivals in intervals of that length. 1 for Poisson, more for bursts. Null if
 * the time is too short.
 */
export function dispersion(
  startMs: ArrayLike<number>,
  fromMs: number,
  toMs: number,
  intervalMs: number,
): number | null {
  const intervals = Math.floor((toMs - fromMs) / intervalMs);
  if (intervals < LEAST_COUNTS) return null;
  const counts = new Float64Array(intervals);
  for (let i = 0; i < startMs.length; i++) {
    const at = Math.floor(((startMs[i] as number) - fromMs) / intervalMs);
    if (at >= 0 && at < intervals) counts[at] = (counts[at] as number) + 1;
  }
  const mean = counts.reduce((sum, n) => sum + n, 0) / intervals;
  if (mean === 0) return null;
  return counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (intervals - 1) / mean;
}
