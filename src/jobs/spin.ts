/** A few µs of arithmetic: long compared with reading the clock, short compared with the job. */
const STEPS_BETWEEN_CLOCK_READS = 1000;

/** Uses CPU until `sizeMs` have passed. Returns the result of the arithmetic, between 0 and 1. */
export function spin(sizeMs: number): number {
  const endMs = performance.now() + sizeMs;
  let x = 0.5;
  while (performance.now() < endMs) {
    // The logistic map: each step needs the previous one, so none can be skipped or run in parallel.
    for (let step = 0; step < STEPS_BETWEEN_CLOCK_READS; step++) x = 3.9 * x * (1 - x);
  }
  return x;
}
