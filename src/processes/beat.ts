import { writeSync } from 'node:fs';

export const BEAT_EVERY_MS = 200;

/** Sends one sign of life. A reader that has ended or is behind does not need it. */
export function beat(fd: number): void {
  try {
    writeSync(fd, '.');
  } catch {
    // Ignored: the end of the parent is noticed elsewhere.
  }
}
