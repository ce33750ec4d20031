/** What rounding may do to a time. */
export const ROUNDING_MS = 1e-6;

/** By more than a nanosecond: what falls on the end falls there at any pace, however the times were rounded. */
export function isBefore(atMs: number, endMs: number): boolean {
  return atMs < endMs - ROUNDING_MS;
}
