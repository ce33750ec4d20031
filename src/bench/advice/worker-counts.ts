const MOST_COUNTS = 8;
/** Square-root staffing: the work, and so many times its root for its chance. */
const SPARE = 3;

/** Numbers of workers worth a look for work that keeps so many busy; those that are asked for are among them. */
export function workerCounts(busyWorkers: number, asked: readonly number[]): number[] {
  const fewest = Math.max(1, Math.ceil(busyWorkers * 0.9));
  const most = Math.max(fewest + 2, Math.ceil(busyWorkers + SPARE * Math.sqrt(busyWorkers)));
  const wanted = MOST_COUNTS - asked.filter((n) => n < fewest || n > most).length;
  const span = most - fewest;
  const step = Math.max(1, span / (wanted - 1));
  const counts = new Set(asked);
  for (let n = fewest; n <= most + 1e-9 && counts.size < MOST_COUNTS; n += step) counts.add(Math.round(n));
  return [...counts].sort((a, b) => a - b);
}
