/** A few µs of arithmetic, so that the clock is not most of the work and the end is not missed by much. */
const STEPS_BETWEEN_CLOCK_READS = 1000;

/** Burns CPU until the clock has moved on by `sizeMs`. Returns where the arithmetic got to: a value between 0 and 1. */
export function spin(sizeMs: number): number {
  const endMs = performance.now() + sizeMs;
  let x = 0.5;
  while (performance.now() < endMs) {
    // The logistic map: each step needs the one before, so it can be neither skipped nor run in parallel.
    for (let step = 0; step < STEPS_BETWEEN_CLOCK_READS; step++) x = 3.9 * x * (1 - x);
  }
  return x;
}
