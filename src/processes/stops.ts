/**
 * Counts from now on how often this process is stopped by a signal and let go on, for however short: that takes a SIGCONT.
 * Clocks cannot tell it from a wait.
 */
export function countStops(): () => number {
  let stops = 0;
  process.on('SIGCONT', () => {
    stops++;
  });
  return () => stops;
}
