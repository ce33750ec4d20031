import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What Node prints of its own end: pages that say nothing to a user. */
const NODES_LAST_WORDS = /^(<--- |FATAL ERROR|----- |#$|# Fatal)/;

/** Prints what a process of ours writes to stderr: its log, and what a user's code prints there; but not how Node died. */
export function passOnStderr(stderr: Readable | null): void {
  if (stderr === null) return;
  let isDying = false;
  createInterface({ input: stderr }).on('line', (line) => {
    isDying ||= NODES_LAST_WORDS.test(line);
    if (!isDying && line !== '') process.stderr.write(`${line}\n`);
  });
}
