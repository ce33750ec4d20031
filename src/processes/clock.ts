/** Ms on the system's monotonic clock: the same in every process of a machine, ns resolution, never set back. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
