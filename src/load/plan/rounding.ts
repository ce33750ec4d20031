/** Largest rounding error of a time. */
export const ROUNDING_MS = 1e-6;

/** Earlier by more than a nanosecond, so that a time on the end counts as on the end at any pace. */
export function isBefore(atMs: number, endMs: number): boolean {
  return atMs < endMs - ROUNDING_MS;
}
