/**
 * Counts how often a signal stops this process and SIGCONT resumes it, however short the stop. Clocks cannot distinguish a
 * stop from a wait.
 */
export function countStops(): () => number {
  let stops = 0;
  process.on('SIGCONT', () => {
    stops++;
  });
  return () => stops;
}
