import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Matches what Node prints when it crashes, which does not help a user. */
const NODES_LAST_WORDS = /^(<--- |FATAL ERROR|----- |#$|# Fatal)/;

/** Prints the stderr of one of our processes (its log and the output of users' code), but not Node's crash reports. */
export function passOnStderr(stderr: Readable | null): void {
  if (stderr === null) return;
  let isDying = false;
  createInterface({ input: stderr }).on('line', (line) => {
    isDying ||= NODES_LAST_WORDS.test(line);
    if (!isDying && line !== '') process.stderr.write(`${line}\n`);
  });
}
