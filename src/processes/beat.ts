import { writeSync } from 'node:fs';

export const BEAT_EVERY_MS = 200;

/** One sign of life. Whoever does not read it is gone or behind, and needs none. */
export function beat(fd: number): void {
  try {
    writeSync(fd, '.');
  } catch {
    // Nothing to do: the end of the parent is noticed elsewhere.
  }
}
